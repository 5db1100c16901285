/// What a text prints of a date; any part may be missing.
struct PartialDate: Sendable, Equatable {
  var year: Int?
  var month: Int?
  var day: Int?
  /// 月底, 月末: the last day of the month is meant.
  var monthEnd = false

  /// A month and a day (or a month's end) are printed.
  var namesDay: Bool { month != nil && (day != nil || monthEnd) }
}

/// One date or range of dates as printed at one place.
struct DateMention: Sendable, Equatable {
  var range: Range<Int>
  var from: PartialDate
  /// The end of a range; nil for a single date.
  var to: PartialDate?
  /// 2024年度, 年会's 2024 and the like: a year that names a period, no date.
  var isPeriod = false
}
