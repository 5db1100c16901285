import Domain
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    ("2025-01-09T01:02:03Z", "2025-01-09T01:02:03.000Z"),
    ("2025-01-09T09:02:03.4+08:00", "2025-01-09T01:02:03.400Z"),
    ("2024-02-29t23:59:60Z", "2024-02-29T23:59:59.000Z"),
    ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ("2025-01-01T00:30:00-01:30", "2025-01-01T02:00:00.000Z"),
    ("2025-01-09", "2025-01-09T00:00:00.000Z"),
    ("2000-03-01T00:00:00.1239Z", "2000-03-01T00:00:00.123Z"),
  ])
  func `a time is read with its offset and written in UTC`(_ text: String, _ written: String) {
    #expect(Timestamp(text)?.text == written)
  }

  @Test(arguments: [
    "", "2025-1-9", "2025-01-09 01:02:03Z", "2025-01-09T01:02:03", "2025-02-29T00:00:00Z", "2025-13-01T00:00:00Z", "2025-01-09T24:00:00Z",
    "2025-01-09T01:02:03.Z", "2025-01-09T01:02:03+8:00", "2025-01-09T01:02:03+08:60", "2025-01-09T01:02:03Zx", "0000-01-01T00:00:00Z",
  ])
  func `what is no time of RFC 3339 is refused`(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `days and dates turn into each other over four centuries`() {
    for days in stride(from: -73_000, through: 73_000, by: 17) {
      #expect(CalendarDate(daysSince1970: days).daysSince1970 == days)
    }
    #expect(CalendarDate(daysSince1970: 0).text == "1970-01-01")
    #expect(CalendarDate("2100-02-29") == nil)
    #expect(CalendarDate("2000-02-29") != nil)
  }
}
