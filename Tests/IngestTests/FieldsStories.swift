@testable import Ingest

/// A story of our own for a test, in short notation: title, then paragraphs.
func story(
  _ title: String, _ paragraphs: String..., subtitle: String? = nil, byline: String? = nil, section: String? = nil, year: Int? = 2025,
  number: Int? = 1
) -> Story {
  Story(
    title: title, subtitle: subtitle, byline: byline, section: section,
    paragraphs: paragraphs.enumerated().map { .init($1, lines: [$0 + 2...$0 + 2]) }, issueYear: year, issueNumber: number)
}

extension Records.Event {
  /// `name | start/end | venue | organisers`, a dash for what is empty.
  var line: String {
    let days = "\(startsOn?.value.description ?? "-")/\(endsOn?.value.description ?? "-")"
    return [name.value, days, venue?.value ?? "-", organisers.isEmpty ? "-" : organisers.map(\.value).joined(separator: "+")].joined(
      separator: " | ")
  }
}

extension Records.Award {
  /// `name | recipient | grantor | day | year`, a dash for what is empty.
  var line: String {
    [name.value, recipient?.value ?? "-", grantor?.value ?? "-", awardedOn?.value.description ?? "-", year.map { String($0.value) } ?? "-"]
      .joined(separator: " | ")
  }
}

extension Records {
  /// `article news`, `notice official` and so on.
  var kindLine: String {
    switch kind.value {
    case .article(let kind): "article " + kind.rawValue
    case .notice(let category): "notice " + category.rawValue
    }
  }
}
