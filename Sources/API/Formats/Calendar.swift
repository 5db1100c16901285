import Domain
import JSON

/// Writes an iCalendar object (RFC 5545): lines end in CRLF and fold at 75 octets, never inside a character.
struct CalendarWriter {
  static let mediaType = "text/calendar; charset=utf-8"
  private static let maxLineOctets = 75

  private(set) var bytes: [UInt8] = []

  init(name: String) {
    line("BEGIN", "VCALENDAR")
    line("VERSION", "2.0")
    line("PRODID", "-//Bulletin//Bulletin//EN")
    line("CALSCALE", "GREGORIAN")
    line("X-WR-CALNAME", Self.escape(name))
    line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H")
  }

  /// One whole-day entry; `last` is the last day it takes place.
  mutating func entry(
    uid: String, stamp: Timestamp, sequence: Int64?, first: CalendarDate, last: CalendarDate, isCancelled: Bool = false,
    texts: [(name: String, text: String?)], alarmDaysBefore: Int? = nil
  ) {
    line("BEGIN", "VEVENT")
    line("UID", uid)
    line("DTSTAMP", Self.compact(stamp))
    if let sequence { line("SEQUENCE", String(sequence)) }
    line("DTSTART;VALUE=DATE", Self.compact(first))
    // RFC 5545 3.6.1: the end is the first day after it.
    line("DTEND;VALUE=DATE", Self.compact(CalendarDate(daysSince1970: max(first, last).daysSince1970 + 1)))
    for (name, text) in texts {
      if let text, !text.isEmpty { line(name, name == "URL" ? text : Self.escape(text)) }
    }
    line("STATUS", isCancelled ? "CANCELLED" : "CONFIRMED")
    if let days = alarmDaysBefore {
      line("BEGIN", "VALARM")
      line("ACTION", "DISPLAY")
      line("DESCRIPTION", Self.escape(texts.first { $0.name == "SUMMARY" }?.text ?? ""))
      line("TRIGGER", "-P\(days)D")
      line("END", "VALARM")
    }
    line("END", "VEVENT")
  }

  mutating func end() { line("END", "VCALENDAR") }

  private mutating func line(_ name: String, _ value: String) {
    let content = Array("\(name):\(value)".utf8)
    var start = 0
    var room = Self.maxLineOctets
    while content.count - start > room {
      var end = start + room
      // A continuation byte belongs to the character before it.
      while content[end] & 0xC0 == 0x80 { end -= 1 }
      bytes += content[start..<end]
      bytes += "\r\n ".utf8
      start = end
      room = Self.maxLineOctets - 1
    }
    bytes += content[start...]
    bytes += "\r\n".utf8
  }

  // RFC 5545 3.3.11; control characters have no place in text.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case ";": escaped += "\\;"
      case ",": escaped += "\\,"
      case "\n", "\r": escaped += "\\n"
      default: if scalar.value >= 0x20, scalar.value != 0x7F { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }

  private static func compact(_ date: CalendarDate) -> String { date.text.replacing("-", with: "") }

  private static func compact(_ time: Timestamp) -> String {
    String(time.text.prefix(19)).replacing("-", with: "").replacing(":", with: "") + "Z"
  }
}
