import Domain
import HTTP

/// What a list of records takes after the question mark, from the field table of its type, and how that becomes a query.
final class ListParameters: Sendable {
  static let maxSearchTerms = 16
  /// Names that mean the list itself, whatever a record has: an issue's running total is filtered by `total__in` and the like.
  private static let reserved: Set = ["limit", "cursor", "sort", "fields", "include", "body", "q", "highlight", "facet", "total"]
  private static let operators = Filter.Operator.allCases.filter { $0 != .equals }

  let schema: RecordSchema
  private let hasBody: Bool
  private let forAnyone: [QueryParameter]
  private let forStaff: [QueryParameter]
  /// What a single record takes: its form, and which parts of it.
  let shapeParameters: [QueryParameter]
  private let filtersByName: [String: (field: Field, operator: Filter.Operator)]

  private static let article = ListParameters(.article)
  private static let notice = ListParameters(.notice)
  private static let event = ListParameters(.event)
  private static let award = ListParameters(.award)
  private static let organisation = ListParameters(.organisation)
  private static let issue = ListParameters(.issue)

  /// Those of a type, made for all its routes when the first of them is asked.
  static func of(_ type: RecordType) -> ListParameters {
    switch type {
    case .article: article
    case .notice: notice
    case .event: event
    case .award: award
    case .organisation: organisation
    case .issue: issue
    }
  }

  private init(_ schema: RecordSchema) {
    self.schema = schema
    hasBody = schema.hasBody
    var filters: [String: (Field, Filter.Operator)] = [:]
    for field in schema.fields where field.filters {
      if !Self.reserved.contains(field.name) { filters[field.name] = (field, .equals) }
      for comparison in Self.operators where comparison.suits(field.kind) {
        filters["\(field.name)__\(comparison.rawValue)"] = (field, comparison)
      }
    }
    for field in schema.filters where filters[field.name] == nil { filters[field.name] = (field, .equals) }
    filtersByName = filters
    forAnyone = Self.parameters(schema, isStaff: false)
    forStaff = Self.parameters(schema, isStaff: true)
    shapeParameters = Self.shape(schema)
  }

  func allowed(_ viewer: Viewer) -> [QueryParameter] { viewer.seesDrafts ? forStaff : forAnyone }

  /// Throws `badQuery` with every fault there is.
  func query(_ given: [QueryParameters.Parameter], viewer: Viewer, maxTerms: Int = maxSearchTerms) throws(BulletinError) -> ListQuery {
    var reader = QueryReader(given, allowed: allowed(viewer))
    var query = ListQuery(types: [schema.type], projection: Projection(viewer: viewer, body: .none))
    Self.readPage(&reader, into: &query)
    readShape(&reader, into: &query.projection)
    query.facets = reader.choices("facet", among: schema.facets)
    query.sort = sort(&reader, viewer)
    Self.readText(&reader, into: &query, maxTerms: maxTerms)
    for name in given.map(\.name) {
      guard let (field, comparison) = filtersByName[name], !field.isStaffOnly || viewer.seesDrafts else { continue }
      if let filter = Self.filter(&reader, name, field, comparison) { query.filters.append(filter) }
    }
    try reader.check()
    return query
  }

  /// How one record is to be shown; a single record shows its body unless told otherwise.
  func projection(_ given: [QueryParameters.Parameter], viewer: Viewer) throws(BulletinError) -> Projection {
    var projection = Projection(viewer: viewer)
    guard !given.isEmpty else { return projection }
    var reader = QueryReader(given, allowed: shapeParameters)
    readShape(&reader, into: &projection)
    try reader.check()
    return projection
  }

  static func readPage(_ reader: inout QueryReader, into query: inout ListQuery) {
    if let limit = reader.integer("limit") { query.limit = limit }
    query.cursor = reader.value("cursor")
    query.wantsTotal = reader.flag("total")
  }

  static func readText(_ reader: inout QueryReader, into query: inout ListQuery, maxTerms: Int) {
    query.highlights = reader.flag("highlight")
    guard let text = reader.value("q") else {
      if query.highlights { reader.fault("highlight", "requires", "`highlight` needs `q`.", "参数 highlight 需要 q。") }
      return
    }
    let terms = SearchText.pieces(of: text)
    if terms > maxTerms { reader.fault("q", "range", "`q` may have \(maxTerms) words, not \(terms).", "参数 q 至多 \(maxTerms) 个词。") }
    query.text = text
  }

  private func readShape(_ reader: inout QueryReader, into projection: inout Projection) {
    if hasBody, let form = reader.value("body").flatMap(BodyForm.init) { projection.body = form }
    projection.include = reader.choices("include", among: schema.includes)
    guard let text = reader.text("fields") else { return }
    let names =
      schema.fields.filter { !$0.isStaffOnly || projection.viewer.seesDrafts }.flatMap(Self.paths)
      + (text.contains("snippet") ? ["snippet"] : [])
    let asked = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for name in asked where !names.contains(name) && !projection.include.contains(where: { name.hasPrefix($0 + ".") }) {
      let list = names.joined(separator: ", ")
      reader.fault("fields", "choice", "`fields` does not know `\(name)`. Allowed: \(list).", "参数 fields 不支持 \(name)。可用：\(list)。")
    }
    projection.fields = asked
  }

  /// A field's name, and those of its members.
  private static func paths(_ field: Field) -> [String] {
    var kind = field.kind
    if case .list(let element, _) = kind { kind = element }
    guard case .object(let members) = kind else { return [field.name] }
    return [field.name] + members.map { "\(field.name).\($0.name)" }
  }

  private func sort(_ reader: inout QueryReader, _ viewer: Viewer) -> (field: String, descending: Bool)? {
    guard let text = reader.text("sort") else { return nil }
    let names = schema.fields.filter { $0.sorts && (!$0.isStaffOnly || viewer.seesDrafts) }.map(\.name)
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let name = String(parts[0].hasPrefix("-") ? parts[0].dropFirst() : parts[0])
    let isTied = parts.count == 1 || (parts.count == 2 && (parts[1] == "id" || parts[1] == "-id"))
    guard names.contains(name), isTied else {
      let list = names.flatMap { [$0, "-" + $0] }.joined(separator: ", ")
      reader.fault("sort", "choice", "`sort` takes one of \(list); id breaks ties.", "参数 sort 可用：\(list)；相同时按 id 排列。")
      return nil
    }
    return (name, parts[0].hasPrefix("-"))
  }

  private static func filter(_ reader: inout QueryReader, _ name: String, _ field: Field, _ comparison: Filter.Operator) -> Filter? {
    guard let text = reader.text(name) else { return nil }
    var kind = field.kind
    if comparison == .isnull { kind = .boolean }
    if comparison == .prefix { kind = .text(max: 200) }
    let parts = comparison == .in ? text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) : [text]
    let values = parts.compactMap { reader.check($0, kind, name) }
    return values.count == parts.count ? Filter(field: field.name, operator: comparison, values: values) : nil
  }

  private static func parameters(_ schema: RecordSchema, isStaff: Bool) -> [QueryParameter] {
    var parameters: [QueryParameter] = [.limit, .cursor]
    let visible = schema.fields.filter { !$0.isStaffOnly || isStaff }
    let sorts = visible.filter(\.sorts).flatMap { [$0.name, "-" + $0.name] }
    parameters.append(QueryParameter("sort", .choice(sorts), "Order; a hyphen turns it round, id breaks ties."))
    parameters += shape(schema) + [.text, .highlight, .total]
    if !schema.facets.isEmpty {
      parameters.append(QueryParameter("facet", .text(max: 200), "Adds counts by value: \(schema.facets.joined(separator: ", "))."))
    }
    for field in visible where field.filters {
      if !reserved.contains(field.name) {
        parameters.append(QueryParameter(field.name, field.kind, "Only items with that value. \(field.meaning)"))
      }
      for comparison in operators {
        guard comparison.suits(field.kind) else { continue }
        parameters.append(
          QueryParameter("\(field.name)__\(comparison.rawValue)", kind(of: field, comparison), meaning(of: comparison, field.name)))
      }
    }
    for field in schema.filters where !parameters.contains(where: { $0.name == field.name }) {
      parameters.append(QueryParameter(field.name, field.kind, field.meaning))
    }
    return parameters
  }

  private static func shape(_ schema: RecordSchema) -> [QueryParameter] {
    var parameters: [QueryParameter] = [.fields]
    if !schema.includes.isEmpty {
      parameters.append(
        QueryParameter("include", .text(max: 200), "Related records to show whole: \(schema.includes.joined(separator: ", "))."))
    }
    if schema.hasBody { parameters.append(.body) }
    return parameters
  }

  private static func kind(of field: Field, _ comparison: Filter.Operator) -> Field.Kind {
    switch comparison {
    case .isnull: .boolean
    case .in, .prefix: .text(max: 1024)
    default: field.kind
    }
  }

  private static func meaning(of comparison: Filter.Operator, _ name: String) -> String {
    switch comparison {
    case .equals: "`\(name)` is that."
    case .gte: "`\(name)` is that or more."
    case .gt: "`\(name)` is more."
    case .lte: "`\(name)` is that or less."
    case .lt: "`\(name)` is less."
    case .in: "`\(name)` is one of those, by commas."
    case .not: "`\(name)` is something else."
    case .prefix: "`\(name)` begins with that."
    case .isnull: "`\(name)` has no value, or has one."
    }
  }
}

extension Filter.Operator {
  /// True where the comparison says something about values of that kind: a flag has no beginning, a choice no order.
  fileprivate func suits(_ kind: Field.Kind) -> Bool {
    switch (self, kind) {
    case (.gte, .choice), (.gt, .choice), (.lte, .choice), (.lt, .choice), (.gte, .boolean), (.gt, .boolean), (.lte, .boolean),
      (.lt, .boolean),
      (.gte, .reference), (.gt, .reference), (.lte, .reference), (.lt, .reference):
      false
    case (.prefix, .text), (.prefix, .date), (.prefix, .choice): true
    case (.prefix, _): false
    case (.in, .boolean), (.not, .boolean): false
    default: true
    }
  }
}
