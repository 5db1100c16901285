/// Times as HTTP writes them (RFC 9110 5.6.7), in seconds since 1970 UTC.
package enum HTTPDate {
  private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
  private static let longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let secondsPerDay: Int64 = 86_400
  /// Bytes of an IMF-fixdate.
  private static let fixedLength = 29

  /// An IMF-fixdate, e.g. `Sun, 06 Nov 1994 08:49:37 GMT`.
  package static func format(_ seconds: Int64) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(fixedLength)
    append(seconds, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends an IMF-fixdate.
  package static func append(_ seconds: Int64, to text: inout [UInt8]) {
    let day = floorDivide(seconds, secondsPerDay)
    let time = Int(seconds - day * secondsPerDay)
    let date = CivilDate(daysSince1970: day)
    // Byte by byte, as nothing is longer than four.
    func put(_ part: String) { for byte in part.utf8 { text.append(byte) } }
    func put(_ number: Int) {
      text.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number / 10 % 10))
      text.append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: number % 10))
    }
    put(days[Int(day + 4 - floorDivide(day + 4, 7) * 7)])
    put(", ")
    put(date.day)
    put(" ")
    put(months[date.month - 1])
    put(" ")
    put(date.year / 100)
    put(date.year)
    put(" ")
    put(time / 3_600)
    put(":")
    put(time / 60 % 60)
    put(":")
    put(time % 60)
    put(" GMT")
  }

  /// Reads an IMF-fixdate or one of the two obsolete forms; nil for anything else.
  ///
  /// `now` decides the century of a two-digit year: more than 50 years ahead means the one before.
  package static func parse(_ text: String, now: Int64) -> Int64? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 6 where parts[5] == "GMT" && isDay(parts[0], among: days):
      return seconds(day: number(parts[1], digits: 2), month: parts[2], year: number(parts[3], digits: 4), clock: parts[4])
    case 4 where parts[3] == "GMT" && isDay(parts[0], among: longDays):
      return obsoleteDate(parts, now: now)
    case 5 where days.contains(parts[0]):
      return seconds(day: number(parts[2], digits: 2), month: parts[1], year: number(parts[4], digits: 4), clock: parts[3])
    case 6 where days.contains(parts[0]) && parts[2].isEmpty:
      return seconds(day: number(parts[3], digits: 1), month: parts[1], year: number(parts[5], digits: 4), clock: parts[4])
    default: return nil
    }
  }

  private static func isDay(_ text: String, among names: [String]) -> Bool {
    text.last == "," && names.contains(String(text.dropLast()))
  }

  private static func obsoleteDate(_ parts: [String], now: Int64) -> Int64? {
    let date = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard date.count == 3, let short = number(date[2], digits: 2) else { return nil }
    let thisYear = CivilDate(daysSince1970: floorDivide(now, secondsPerDay)).year
    let year = thisYear - thisYear % 100 + short
    return seconds(day: number(date[0], digits: 2), month: date[1], year: year > thisYear + 50 ? year - 100 : year, clock: parts[2])
  }

  private static func seconds(day: Int?, month: String, year: Int?, clock: String) -> Int64? {
    guard let day, let year, let month = months.firstIndex(of: month), let time = secondsOfDay(clock) else { return nil }
    guard let date = CivilDate(year: year, month: month + 1, day: day) else { return nil }
    return date.daysSince1970 * secondsPerDay + time
  }

  // A leap second is written as 60 and counts as the next minute's first.
  private static func secondsOfDay(_ clock: String) -> Int64? {
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false).map { number(String($0), digits: 2) }
    guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2] else { return nil }
    guard hour < 24, minute < 60, second <= 60 else { return nil }
    return Int64(hour * 3_600 + minute * 60 + second)
  }

  private static func number(_ text: String, digits: Int) -> Int? {
    guard text.utf8.count == digits, text.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    return Int(text)
  }
}

private func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : -((divisor - 1 - value) / divisor)
}

/// A day of the proleptic Gregorian calendar (the algorithm is Howard Hinnant's, days from civil).
private struct CivilDate {
  let year: Int
  let month: Int
  let day: Int

  init?(year: Int, month: Int, day: Int) {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard (1...length).contains(day) else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = floorDivide(shifted, 146_097)
    let dayOfEra = Int(shifted - era * 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + Int(era) * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSince1970: Int64 {
    let marchYear = month <= 2 ? year - 1 : year
    let era = floorDivide(Int64(marchYear), 400)
    let yearOfEra = marchYear - Int(era) * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + Int64(dayOfEra) - 719_468
  }
}
