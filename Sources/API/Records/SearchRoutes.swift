import Domain
import HTTP

/// What reaches over several types: the search, and what is due.
struct SearchRoutes: Sendable {
  static let types: [RecordType] = [.article, .notice, .event, .award, .organisation]
  /// Filters that mean the same for every item.
  private static let shared = ["issue", "lang", "published_at", "tag", "organisation", "year"]

  private let filters: [Field]

  init() {
    let article = RecordSchema.article
    filters = (article.fields.filter(\.filters) + article.filters).filter { Self.shared.contains($0.name) }
  }

  var parameters: [QueryParameter] {
    let types = QueryParameter(
      "type", .text(max: 200), "Types to search, by commas: \(Self.types.map(\.rawValue).joined(separator: ", ")).")
    return [.text, types, .limit, .cursor, .highlight, .total] + filters.map { QueryParameter($0.name, $0.kind, $0.meaning) }
  }

  func all(_ call: Call) throws -> Answer {
    try RecordReading.requireJSON(call)
    var reader = call.parameters()
    let named = reader.choices("type", among: Self.types.map(\.rawValue)).compactMap(RecordType.init)
    // What organisations do not have cannot be asked of them.
    let isFiltered = filters.contains { reader.text($0.name) != nil }
    let types = named.isEmpty ? Self.types.filter { $0.isItem || !isFiltered } : named
    if isFiltered, let other = types.first(where: { !$0.isItem }) {
      reader.fault("type", "choice", "`\(other.rawValue)` has none of these filters; search it alone.", "\(other.rawValue) 不支持这些筛选，请单独检索。")
    }
    var query = ListQuery(types: types, projection: Projection(viewer: call.viewer, body: .none))
    ListParameters.readPage(&reader, into: &query)
    ListParameters.readText(&reader, into: &query, maxTerms: call.api.settings.maxSearchTerms)
    if reader.text("q") == nil { reader.fault("q", "required", "`q` is needed: what to search for.", "需要参数 q：要检索的内容。") }
    for field in filters {
      if let value = reader.value(field.name) { query.filters.append(Filter(field: field.name, operator: .equals, values: [value])) }
    }
    try reader.check()
    return try call.answer(ListDocument.representation(call.repository.list(query, reader: call.reader), call))
  }

  private static let maxDays: Int64 = 366

  let deadlineParameters: [QueryParameter] = [
    QueryParameter("within", .text(max: 20), "How far ahead, as an ISO 8601 duration in days or weeks: P30D, P2W.", default: "P30D"),
    QueryParameter("from", .date, "First day; today unless given."),
    .limit, .cursor,
  ]

  func deadlines(_ call: Call) throws -> Answer {
    try RecordReading.requireJSON(call)
    var reader = call.parameters()
    let limit = reader.integer("limit") ?? 20
    let cursor = reader.value("cursor")
    let first = reader.value("from").flatMap { CalendarDate($0) } ?? call.today
    let days = Self.days(reader.text("within") ?? "P30D")
    if days == nil {
      reader.fault(
        "within", "format", "`within` must be a duration from P0D to P\(Self.maxDays)D, such as P30D or P2W.",
        "参数 within 应为 P0D 至 P\(Self.maxDays)D 的时长，如 P30D 或 P2W。")
    }
    try reader.check()
    let last = CalendarDate(daysSince1970: first.daysSince1970 + Int(days ?? 0))
    let list = try call.repository.deadlines(from: first.text, through: last.text, limit: limit, cursor: cursor, reader: call.reader)
    var representation = ListDocument.representation(list, call)
    // What is due within a month is another thing tomorrow.
    representation.isKept = call.query["from"] != nil
    return try call.answer(representation)
  }

  /// Days of `P30D` or `P2W`; nil for anything else.
  static func days(_ text: String) -> Int64? {
    guard text.hasPrefix("P"), let unit = text.last, unit == "D" || unit == "W" else { return nil }
    let digits = text.dropFirst().dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int64(digits), count <= maxDays else {
      return nil
    }
    let days = unit == "W" ? count * 7 : count
    return days <= maxDays ? days : nil
  }
}

extension Call {
  /// The day that it is where the association is.
  var today: CalendarDate {
    Timestamp(milliseconds: api.surroundings.now() + Int64(api.settings.secondsFromUTC) * 1_000).date
  }
}
