import Domain
import JSON
import Testing

@testable import API

struct FormatTests {
  @Test(arguments: [
    ("plain", "plain"), ("=1+1", "'=1+1"), ("+86 25", "'+86 25"), ("-5", "-5"), ("@cmd", "'@cmd"), ("\tx", "'\tx"), ("＝1", "'＝1"),
    ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("=a\nb", "\"'=a\nb\""), ("", ""),
  ])
  func `a cell is quoted and is never a formula`(_ text: String, _ cell: String) { #expect(CommaSeparated.cell(text) == cell) }

  @Test func `an array is taken apart at its own commas`() {
    let json = Array(#"[{"a":[1,2],"b":"x,]\"}"},[],"s,",7]"#.utf8)
    #expect(JSONElements.split(json).map { String(decoding: $0, as: UTF8.self) } == [#"{"a":[1,2],"b":"x,]\"}"}"#, "[]", #""s,""#, "7"])
    #expect(JSONElements.split(Array("[]".utf8)).isEmpty)
  }

  @Test(arguments: 60..<90)
  func `calendar lines fold at 75 octets between characters`(_ count: Int) throws {
    let title = String(repeating: "a", count: count) + String(repeating: "模具展览会", count: 9) + "😀"
    var calendar = CalendarWriter(name: "x")
    calendar.entry(
      uid: "u", stamp: Timestamp(milliseconds: 0), sequence: 1, first: try #require(CalendarDate("2025-02-28")),
      last: try #require(CalendarDate("2025-02-28")), texts: [("SUMMARY", title)])
    calendar.end()
    let lines = String(decoding: calendar.bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.last == "")
    for line in calendar.bytes.split(separator: 0x0A) {
      #expect(line.last == 0x0D && line.count <= 76)
      #expect(String(validating: line, as: UTF8.self) != nil)
    }
    let unfolded = String(decoding: calendar.bytes, as: UTF8.self).replacing("\r\n ", with: "")
    #expect(unfolded.contains("SUMMARY:\(title)\r\n"))
    #expect(unfolded.contains("DTEND;VALUE=DATE:20250301\r\n"))
  }

  @Test func `text in a calendar is escaped and has no controls`() {
    #expect(CalendarWriter.escape("a;b,c\\d\r\ne\u{7}") == "a\\;b\\,c\\\\d\\ne")
  }

  @Test func `XML has no character that it cannot say`() {
    #expect(XMLText.escape("<a&\"b\">\u{0}\u{B}\u{FFFE}模\t") == "&lt;a&amp;&quot;b&quot;&gt;模\t")
  }

  @Test(arguments: [("P30D", 30), ("P2W", 14), ("P0D", 0), ("P366D", 366)])
  func `a duration is days or weeks`(_ text: String, _ days: Int64) { #expect(SearchRoutes.days(text) == days) }

  @Test(arguments: ["", "P", "PD", "30D", "P1M", "P367D", "P-1D", "P60W", "P1.5D", "P9999999999999999999D"])
  func `another duration is refused`(_ text: String) { #expect(SearchRoutes.days(text) == nil) }
}
