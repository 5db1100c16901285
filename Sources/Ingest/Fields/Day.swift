/// A day of the Gregorian calendar that exists.
package struct Day: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil where the calendar has no such day.
  package init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1...12).contains(month), day >= 1, day <= Day.lastDay(year, month) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// ISO 8601: `2025-03-01`.
  package var description: String { Day.padded(year, 4) + "-" + Day.padded(month, 2) + "-" + Day.padded(day, 2) }

  package static func < (a: Day, b: Day) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }

  /// The day so many days later, or earlier for a negative number.
  func adding(_ days: Int) -> Day? {
    var (year, month, day) = (year, month, day + days)
    while day < 1 {
      (year, month) = month == 1 ? (year - 1, 12) : (year, month - 1)
      day += Day.lastDay(year, month)
    }
    while day > Day.lastDay(year, month) {
      day -= Day.lastDay(year, month)
      (year, month) = month == 12 ? (year + 1, 1) : (year, month + 1)
    }
    return Day(year, month, day)
  }

  static func lastDay(_ year: Int, _ month: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
