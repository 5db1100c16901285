/// A moment, in milliseconds since 1970, and its RFC 3339 form in UTC: `2025-01-09T01:02:03.456Z`.
package struct Timestamp: Sendable, Hashable, Comparable {
  package static let millisecondsPerDay: Int64 = 86_400_000

  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Reads RFC 3339 with any offset and fraction (cut to milliseconds), or a bare date as its first moment in UTC.
  package init?(_ text: String) {
    if let date = CalendarDate(text) {
      self.init(milliseconds: Int64(date.daysSince1970) * Self.millisecondsPerDay)
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] | 0x20 == UInt8(ascii: "t"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)), let hour = Decimal.read(bytes[11..<13]),
      let minute = Decimal.read(bytes[14..<16]), let second = Decimal.read(bytes[17..<19]), hour < 24, minute < 60, second <= 60
    else { return nil }
    var rest = bytes[19...]
    guard let fraction = Self.takeFraction(&rest), let offset = Self.readOffset(rest) else { return nil }
    // A leap second counts as the last moment of its minute, as POSIX time has none.
    let seconds = hour * 3_600 + minute * 60 + min(second, 59)
    self.init(
      milliseconds: Int64(date.daysSince1970) * Self.millisecondsPerDay + Int64(seconds * 1_000 + fraction - offset * 60_000))
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package var bytes: [UInt8] {
    let (days, rest) = Self.split(milliseconds)
    var out = CalendarDate(daysSince1970: days).bytes
    out.reserveCapacity(24)
    out.append(UInt8(ascii: "T"))
    Decimal.append(rest / 3_600_000, width: 2, to: &out)
    out.append(UInt8(ascii: ":"))
    Decimal.append(rest / 60_000 % 60, width: 2, to: &out)
    out.append(UInt8(ascii: ":"))
    Decimal.append(rest / 1_000 % 60, width: 2, to: &out)
    out.append(UInt8(ascii: "."))
    Decimal.append(rest % 1_000, width: 3, to: &out)
    out.append(UInt8(ascii: "Z"))
    return out
  }

  /// The day in UTC.
  package var date: CalendarDate { CalendarDate(daysSince1970: Self.split(milliseconds).days) }

  package static func < (one: Self, other: Self) -> Bool { one.milliseconds < other.milliseconds }

  private static func split(_ milliseconds: Int64) -> (days: Int, rest: Int) {
    let rest = Int(((milliseconds % millisecondsPerDay) + millisecondsPerDay) % millisecondsPerDay)
    return (Int((milliseconds - Int64(rest)) / millisecondsPerDay), rest)
  }

  /// Milliseconds of `.123…`, 0 without one; nil for a point without digits.
  private static func takeFraction(_ rest: inout ArraySlice<UInt8>) -> Int? {
    guard rest.first == UInt8(ascii: ".") else { return 0 }
    let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(1 + digits.count)
    let milliseconds = Array(digits.prefix(3)) + [UInt8](repeating: UInt8(ascii: "0"), count: max(0, 3 - digits.count))
    return digits.isEmpty ? nil : Decimal.read(milliseconds[...])
  }

  /// Minutes east of Greenwich of `Z` or `+08:00`.
  private static func readOffset(_ rest: ArraySlice<UInt8>) -> Int? {
    let bytes = Array(rest)
    if bytes.count == 1, bytes[0] | 0x20 == UInt8(ascii: "z") { return 0 }
    guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = Decimal.read(bytes[1..<3]), let minutes = Decimal.read(bytes[4..<6]),
      hours < 24, minutes < 60
    else { return nil }
    switch bytes[0] {
    case UInt8(ascii: "+"): return hours * 60 + minutes
    case UInt8(ascii: "-"): return -(hours * 60 + minutes)
    default: return nil
    }
  }
}
