import Domain
import HTTP
import JSON

/// Events and deadlines as calendars to subscribe to.
struct CalendarRoutes: Sendable {
  private static let pageSize = 100
  private static let maxEntries = 2_000
  /// How far back and ahead deadlines are shown.
  private static let deadlineDays = 366
  private static let alarmDaysBefore = 7

  private let reading = RecordReading(.event)

  var parameters: [QueryParameter] {
    let left = ["fields", "include", "body", "facet", "total", "highlight", "cursor", "limit", "sort"]
    return reading.parameters.allowed(.anyone).filter { !left.contains($0.name) }
  }

  func events(_ call: Call) throws -> Answer {
    try call.parameters().check()
    var query = try reading.parameters.query(call.query.all, viewer: .anyone)
    query.limit = Self.pageSize
    let found = query
    return call.later { call in
      var calendar = CalendarWriter(name: "Bulletin")
      var query = found
      var count = 0
      while count < Self.maxEntries {
        let list = try call.repository.list(query, reader: call.reader)
        for event in try list.elements() { Self.write(event, base: call.base, to: &calendar) }
        count += list.count
        guard let next = list.next else { break }
        query.cursor = next
      }
      calendar.end()
      return try call.api.respond(Self.representation(calendar, call), call)
    }
  }

  func deadlines(_ call: Call) throws -> Answer {
    try call.parameters().check()
    return call.later { call in
      let today = call.today.daysSince1970
      let from = CalendarDate(daysSince1970: today - Self.deadlineDays).text
      let through = CalendarDate(daysSince1970: today + Self.deadlineDays).text
      var calendar = CalendarWriter(name: "Bulletin")
      var cursor: String?
      var count = 0
      repeat {
        let list = try call.repository.deadlines(from: from, through: through, limit: Self.pageSize, cursor: cursor, reader: call.reader)
        for deadline in try list.elements() {
          Self.write(deadline: deadline, base: call.base, changedAt: call.repository.changedAt, to: &calendar)
        }
        count += list.count
        cursor = list.next
      } while cursor != nil && count < Self.maxEntries
      calendar.end()
      return try call.api.respond(Self.representation(calendar, call), call)
    }
  }

  private static func representation(_ calendar: CalendarWriter, _ call: Call) -> Representation {
    .digested(calendar.bytes, CalendarWriter.mediaType, modifiedAt: call.repository.changedAt)
  }

  private static func write(_ event: [String: JSONValue], base: String, to calendar: inout CalendarWriter) {
    guard let first = event["starts_on"]?.string.flatMap({ CalendarDate($0) }), let id = event["id"]?.string else { return }
    let place = [event["venue"]?.string, event["city"]?.string].compactMap { $0 }
    calendar.entry(
      uid: "\(id)@bulletin", stamp: event["updated_at"]?.string.flatMap { Timestamp($0) } ?? Timestamp(milliseconds: 0),
      sequence: event["version"]?.integer, first: first, last: event["ends_on"]?.string.flatMap { CalendarDate($0) } ?? first,
      isCancelled: event["cancelled"] == .boolean(true),
      texts: [
        ("SUMMARY", event["name"]?.string), ("LOCATION", place.isEmpty ? nil : place.joined(separator: ", ")),
        ("DESCRIPTION", event["summary"]?.string), ("URL", "\(base)/v1/events/\(event["slug"]?.string ?? id)"),
      ])
  }

  private static func write(deadline: [String: JSONValue], base: String, changedAt: Int64, to calendar: inout CalendarWriter) {
    guard let day = deadline["on"]?.string.flatMap({ CalendarDate($0) }), let notice = deadline["notice"]?.object,
      let id = notice["id"]?.string
    else { return }
    let kind = deadline["kind"]?.string ?? "deadline"
    calendar.entry(
      uid: "\(id)-\(PercentCoding.encode(kind))-\(day.text)@bulletin", stamp: Timestamp(milliseconds: changedAt), sequence: nil, first: day,
      last: day,
      texts: [
        ("SUMMARY", [kind, notice["title"]?.string].compactMap { $0 }.joined(separator: ": ")), ("DESCRIPTION", deadline["note"]?.string),
        ("URL", "\(base)/v1/notices/\(notice["slug"]?.string ?? id)"),
      ], alarmDaysBefore: alarmDaysBefore)
  }
}
