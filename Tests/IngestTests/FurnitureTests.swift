import Testing

@testable import Ingest

struct FurnitureTests {
  @Test(arguments: [
    ("12", [12...12, 1...2]), ("１９", [19...19]), ("· 9 ·", [9...9]), ("— 12 —", [12...12]), ("第 12 页", [12...12]), ("第十二页", [12...12]),
    ("Page 4", [4...4]),
    ("8 9", [8...9]), ("11 10", [10...11]), ("54 5", [4...5]), ("2322", [2...3, 22...23]), ("1312", [12...13]), ("4 / 20", [4...4]),
  ])
  func `a page number is read in each of its dresses`(_ line: String, _ readings: [ClosedRange<Int>]) {
    #expect(Folio.whole(line.scalarArray)?.readings == readings)
  }

  @Test(arguments: ["1.", "（一）", "十二", "2025", "3 月", "第 3 期", "12 家", "", "一、"])
  func `a line that is no page number is none`(_ line: String) {
    #expect(Folio.whole(line.scalarArray) == nil)
  }

  @Test(arguments: [
    ("2025. NO.2 总 36", 2025, 2, 36), ("２０２５年第２期（总第３６期）", 2025, 2, 36), ("二〇二五年第二期 总第36期", 2025, 2, 36),
    ("2025 Vol. 9 No. 2 (Total 36)", 2025, 2, 36),
    ("民國114年 第2期 總36期", 2025, 2, 36),
  ])
  func `an issue line says year, number and total`(_ line: String, _ year: Int, _ number: Int, _ total: Int) throws {
    let facts = try #require(IssueLine.read(line.scalarArray)?.facts)
    #expect(facts.year == year)
    #expect(facts.number == number)
    #expect(facts.total == total)
  }

  struct Dialect: Sendable, CustomStringConvertible {
    var description: String
    var furniture: @Sendable (Int) -> [String]
    var mark: String
    var place: Place
    enum Place { case head, foot, amid }
  }

  static let dialects: [Dialect] = [
    Dialect(
      description: "dots, form feed, foot", furniture: { ["· \($0) ·", "云湖机械", "2025. NO.2 总 36", "协会动态"] }, mark: "\u{0C}", place: .foot),
    Dialect(description: "bare numbers amid the text", furniture: { ["\($0)", "云湖机械"] }, mark: " ", place: .amid),
    Dialect(description: "page in words, no marks", furniture: { ["第 \($0) 页"] }, mark: "", place: .head),
    Dialect(description: "head glued to its number", furniture: { [$0 % 2 == 0 ? "\($0) 云湖机械" : "协会动态 \($0)"] }, mark: " ", place: .head),
    Dialect(description: "newspaper", furniture: { ["第\($0)版", "要闻", "2025年1月26日 星期日", "云湖日报"] }, mark: "\u{0C}", place: .head),
    Dialect(description: "no page numbers", furniture: { _ in ["云湖机械", "2025年第2期"] }, mark: "\u{0C}", place: .foot),
    Dialect(
      description: "editor's name, and a day in Chinese",
      furniture: { ["第\($0)版 综合", "云湖日报 2025年1月26日 星期日", "责任编辑：王\(["一", "二", "三"][$0 % 3])明"] }, mark: "\u{0C}", place: .head),
    Dialect(description: "glued, with a month below", furniture: { ["云湖机械\($0)", "2025.03"] }, mark: "", place: .head),
    Dialect(
      description: "a section's name printed once",
      furniture: { ["\($0)", "云湖机械", "2025. NO.2 总 36", ["人物", "百工", "远方", "器物", "山水", "乡里", "书房", "茶座"][$0 - 2]] }, mark: " ", place: .amid
    ),
    Dialect(description: "Republican era", furniture: { ["雲湖月刊 中華民國114年1月26日出版", "第\($0)頁"] }, mark: "", place: .head),
    Dialect(description: "English", furniture: { ["The Yunhu Bulletin", "Vol. 3 No. 2, March 2025", "\($0)"] }, mark: "", place: .foot),
  ]

  /// Pages of a body in which signatures, dates, document numbers and short headings repeat.
  private static func page(_ number: Int) -> [String] {
    let text = (1...10).map { "第\(number)页这里是正文的第\($0)行它一直写到栏的边上去" }
    return text + ["云工信〔2025〕\(number) 号", "各有关单位：", "现就第\(number)号请示批复如下，请遵照执行。", "一、总体要求", "数据为证。", "云湖市工业局", "2025 年 3 月 \(number) 日"]
      + text
  }

  @Test(arguments: dialects)
  func `furniture is found and text is left alone`(_ dialect: Dialect) throws {
    var lines: [String] = []
    var furniture = Set<Int>()
    for number in 2...9 {
      var page = Self.page(number).map { ($0, false) }
      let at = dialect.place == .head ? 0 : dialect.place == .foot ? page.count : 6
      page.insert(contentsOf: dialect.furniture(number).map { ($0, true) }, at: at)
      for (index, line) in page.enumerated() {
        lines.append((index == 0 ? dialect.mark : "") + line.0)
        if line.1 { furniture.insert(lines.count) }
      }
    }
    let layout = PageLayout.read(try TextDecoder.decode(Array(lines.joined(separator: "\n").utf8)))
    #expect(Set(layout.furniture.map(\.line)) == furniture)
    if !dialect.mark.isEmpty { #expect(layout.pages.count == 8) }
    let numbers = layout.pages.compactMap(\.number)
    #expect(dialect.description == "no page numbers" ? numbers.isEmpty : numbers.first == 2)
  }

  @Test(arguments: [
    ["the members who wish to take part should", "send their names to the secretary in time.", "Continued on page 4"],
    ["Readers of the Outer Dales had been forced", "to travel a long way for every book that"],
  ])
  func `sentences that come again on every page stay text`(_ sentence: [String]) throws {
    let pages = (2...9).map { number in
      let text = (1...9).map { "line \($0) of the text on page \(number) which runs on" }
      return (["The Yunhu Bulletin", "\(number)"] + text[..<5] + sentence + text[5...]).joined(separator: "\n")
    }
    let layout = PageLayout.read(try TextDecoder.decode(Array(pages.joined(separator: "\n").utf8)))
    #expect(layout.furniture.count == 16)
  }

  @Test func `the tail of a heading that comes again is no running head`() throws {
    let pages = (2...9).map { number in
      let text = (1...11).map { "第\(number)页这里是正文的第\($0)行它一直写到栏的边上去" }
      let heads = ["一、关于完善第\(number)类标准体系有关工作", "的问题"]
      return (text[..<6] + heads + text[6...]).joined(separator: "\n")
    }
    let layout = PageLayout.read(try TextDecoder.decode(Array(pages.joined(separator: "\n").utf8)))
    #expect(layout.furniture.isEmpty)
  }

  @Test(arguments: [
    "新华社云湖5", "本报云湖5月", "本报云湖 5月1",
  ])
  func `who opens a report before a broken date is text however often it comes`(_ line: String) throws {
    let pages = (2...9).map { number in
      let text = (1...11).map { "第\(number)页这里是正文的第\($0)行它一直写到栏的边上去" }
      return (text[..<6] + [line, "月\(number)日电水务部门今天说"] + text[6...]).joined(separator: "\n")
    }
    let layout = PageLayout.read(try TextDecoder.decode(Array(pages.joined(separator: "\n").utf8)))
    #expect(layout.furniture.isEmpty)
  }

  @Test(arguments: [("7 云湖季刊 第63期", true), ("云湖季刊 第63期 7", true), ("7 云湖中学 第63期", false), ("第63期 7 号学员名单", false)])
  func `a head that says page, journal and number is known where it stands once`(_ head: String, _ isFurniture: Bool) throws {
    let text = (1...40).map { "这里是正文的第\($0)行它一直写到栏的边上去" }
    let lines = text[..<20] + [head] + text[20...]
    let layout = PageLayout.read(try TextDecoder.decode(Array(lines.joined(separator: "\n").utf8)))
    #expect(layout.furniture.map(\.text) == (isFurniture ? [head] : []))
  }

  @Test(arguments: [("远方 | 5", true), ("远方5", false), ("目标 = 5", false), ("岗位数量目标 | 5", false)])
  func `a section's name set off from its page number is known where it stands once`(_ head: String, _ isFurniture: Bool) throws {
    let text = (1...40).map { "这里是正文的第\($0)行它一直写到栏的边上去" }
    let lines = text[..<20] + [head] + text[20...]
    let layout = PageLayout.read(try TextDecoder.decode(Array(lines.joined(separator: "\n").utf8)))
    #expect(layout.furniture.map(\.text) == (isFurniture ? [head] : []))
  }

  @Test(arguments: [("所有的活都干完了。", true), ("这里是正文的一行它一直写到栏的边上去", false)])
  func `the first page's bare number counts with the second's, which has its head`(_ before: String, _ isFurniture: Bool) throws {
    let pages = (1...5).map { number in
      let text = (1...24).map { "第\(number)页这里是正文的第\($0)行它一直写到栏的边上去" }
      return (text[..<12] + (number == 1 ? [before, "1"] : ["云湖机械", "\(number)"]) + text[12...]).joined(separator: "\n")
    }
    let layout = PageLayout.read(try TextDecoder.decode(Array(pages.joined(separator: "\n").utf8)))
    #expect(layout.furniture.map(\.text).contains("1") == isFurniture)
  }

  @Test func `a section's name is read where its page number is glued to it`() throws {
    let pages = (2...7).map { number in
      let head = number % 2 == 0 ? "\(number) | 人物" : "人物 | \(number)"
      return ([head] + Self.page(number) + ["云湖机械 2025年第2期"]).joined(separator: "\n")
    }
    let layout = PageLayout.read(try TextDecoder.decode(Array(pages.joined(separator: "\n").utf8)))
    #expect(layout.furniture.count == 12)
    #expect(Set(layout.pages.compactMap(\.section)) == ["人物"])
    #expect(layout.facts.journal == "云湖机械")
  }

  @Test func `a text without furniture keeps all its lines`() throws {
    let lines = (2...5).flatMap { Self.page($0) }
    let layout = PageLayout.read(try TextDecoder.decode(Array(lines.joined(separator: "\n").utf8)))
    #expect(layout.furniture.isEmpty)
    #expect(layout.pages.flatMap(\.lines).count == lines.count)
    #expect(layout.facts.label == nil)
  }
}
