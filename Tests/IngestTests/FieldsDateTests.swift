import Testing

@testable import Ingest

/// A printed text and what is read in it: `Y-M-D` with `?` for what is not printed, `/` before the end of a range, blanks between dates.
private let printedDates: [(String, String)] = [
  ("2025年3月5日", "2025-3-5"), ("2025 年 3 月 5 日", "2025-3-5"), ("２０２５年３月５日", "2025-3-5"), ("2025年03月05日", "2025-3-5"),
  ("2025年3月5号", "2025-3-5"), ("2025年3月", "2025-3-?"), ("2025年3月份", "2025-3-?"), ("2025年", "2025-?-?"), ("2024年度", "2024-?-?"),
  ("3月5日", "?-3-5"), ("３月５日上午", "?-3-5"), ("12月31日", "?-12-31"), ("13月5日", ""), ("3月32日", "?-3-?"), ("0月5日", ""),
  ("二〇二五年三月五日", "2025-3-5"), ("二○二五年三月五日", "2025-3-5"), ("二零二五年三月五日", "2025-3-5"), ("二Ｏ二五年三月五日", "2025-3-5"),
  ("一九九六年二月五日", "1996-2-5"), ("一九九六年十二月三十一日", "1996-12-31"), ("二〇〇六年九月二十七日", "2006-9-27"),
  ("二〇〇六年十月十日", "2006-10-10"), ("二〇一八年十一月廿五日", "2018-11-25"), ("三月五日", "?-3-5"), ("十二月十二日", "?-12-12"),
  ("民國114年3月5日", "2025-3-5"), ("中華民國一百一十四年三月五日", "2025-3-5"), ("中華民國 98 年 10 月 1 日", "2009-10-1"),
  ("民國一一四年三月五日", "2025-3-5"), ("114年3月5日", "2025-3-5"), ("114年", ""), ("中華民國九十八年十月一日", "2009-10-1"),
  ("2025-03-05", "2025-3-5"), ("2025/3/5", "2025-3-5"), ("2025.3.5", "2025-3-5"), ("2025.03.05", "2025-3-5"), ("2025-13-05", ""),
  ("2025-02-30", ""), ("版本 2025.3.5.7", "2025-3-5"), ("电话 010-2025-0305", ""),
  ("3月5日至7日", "?-3-5/?-3-7"), ("3 月 5 日 -7 日", "?-3-5/?-3-7"), ("3月5-7日", "?-3-5/?-3-7"), ("3月5日—8日", "?-3-5/?-3-8"),
  ("2025年3月5日～8日", "2025-3-5/2025-3-8"), ("2025年3月30日至4月2日", "2025-3-30/2025-4-2"),
  ("2025年12月30日至2026年1月2日", "2025-12-30/2026-1-2"), ("2025年12月30日至1月2日", "2025-12-30/2026-1-2"),
  ("6 月 4-7 日", "?-6-4/?-6-7"), ("2025年6月4日（星期三）至7日", "2025-6-4/2025-6-7"), ("3月9日到11日", "?-3-9/?-3-11"),
  ("2025年4月底前", "2025-4-end"), ("12月末", "?-12-end"), ("3月下旬", "?-3-?"), ("十个月", ""), ("三个月内", ""), ("5日内", ""),
  ("一月一日和二月二日", "?-1-1 ?-2-2"), ("2023-2025年度", "2025-?-?"), ("1650体系", ""), ("8日游", ""), ("第7264号", ""),
  ("March 5, 2025", "2025-3-5"), ("5 March 2025", "2025-3-5"), ("on Mar. 5th", "?-3-5"), ("March 5–8, 2025", "2025-3-5/2025-3-8"),
  ("March 30 – April 2, 2025", "2025-3-30/2025-4-2"), ("5-8 March 2025", "2025-3-5/2025-3-8"), ("the 5th of March, 2025", "2025-3-5"),
  ("Sept. 14", "?-9-14"), ("You may 5 times", ""), ("Marching 5", ""), ("from June 4 to 7, 2025", "2025-6-4/2025-6-7"),
]

private func described(_ date: PartialDate) -> String {
  let day = date.monthEnd ? "end" : date.day.map(String.init) ?? "?"
  return "\(date.year.map(String.init) ?? "?")-\(date.month.map(String.init) ?? "?")-\(day)"
}

private func read(_ text: String) -> String {
  DateScanner.mentions(in: Print(text).text).map { mention in
    described(mention.from) + (mention.to.map { "/" + described($0) } ?? "")
  }.joined(separator: " ")
}

struct FieldsDateTests {
  @Test(arguments: printedDates)
  func `a printed date is read as printed`(_ text: String, _ expected: String) {
    // The year of a range's end may be left to its beginning.
    #expect(read(text) == expected, "\(text)")
  }

  @Test func `a day that does not exist is no day`() {
    #expect(Day(2025, 2, 29) == nil)
    #expect(Day(2024, 2, 29)?.description == "2024-02-29")
    #expect(Day(1900, 2, 29) == nil)
    #expect(Day(2000, 2, 29) != nil)
    #expect(Day(2025, 4, 31) == nil)
    #expect(Day(2025, 13, 1) == nil)
  }

  /// Paragraphs, issue year and number, and the days read from the last paragraph.
  @Test(arguments: [
    (["3月5日，会议召开。"], 2025, 1, "2025-03-05"),
    (["12月20日，会议召开。"], 2025, 1, "2024-12-20"),
    (["12月20日，会议召开。"], 2025, 4, "2025-12-20"),
    (["2024年11月3日，筹备会召开。", "12月20日，会议召开。"], 2025, 1, "2024-12-20"),
    (["协会成立于1993年5月1日。", "3月5日，会议召开。"], 2025, 1, "2025-03-05"),
    (["3月5日至7日，展会举行。"], 2025, 1, "2025-03-05/2025-03-07"),
    (["6月底前完成。"], 2025, 3, "2025-06-30"),
    (["2024年2月底前完成。"], 2025, 3, "2024-02-29"),
    (["2025年3月9日至5日，日期印反。"], 2025, 1, "2025-03-09"),
    (["2025年12月30日至1月2日。"], 2025, 1, "2025-12-30/2026-01-02"),
  ])
  func `a year that is not printed comes from the story or the issue`(
    _ paragraphs: [String], _ year: Int, _ number: Int, _ expected: String
  ) {
    let manuscript = Manuscript(Story(title: "题目", paragraphs: paragraphs.map { .init($0) }, issueYear: year, issueNumber: number))
    let context = DateContext(manuscript, parameters: FieldParameters())
    let index = manuscript.passages.count - 1
    let span = manuscript.passages[index].dates.last.flatMap { context.resolve($0, passage: index) }
    #expect(span.map { $0.from == $0.to ? "\($0.from)" : "\($0.from)/\($0.to)" } == expected)
  }

  @Test func `a date without any year stays unread`() {
    let manuscript = Manuscript(Story(title: "题目", paragraphs: [.init("3月5日，会议召开。")]))
    let context = DateContext(manuscript, parameters: FieldParameters())
    #expect(context.resolve(manuscript.passages[1].dates[0], passage: 1) == nil)
  }

  @Test func `a deadline without a year falls after the day of issue`() {
    let manuscript = Manuscript(Story(title: "题目", paragraphs: [.init("1月15日前报送。")]))
    let context = DateContext(manuscript, parameters: FieldParameters())
    let span = context.resolve(manuscript.passages[1].dates[0], passage: 1, tense: .future, after: Day(2024, 11, 2))
    #expect(span?.from == Day(2025, 1, 15))
  }
}
