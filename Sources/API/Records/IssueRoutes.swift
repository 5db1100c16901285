import Domain
import HTTP

/// What an issue holds, as a whole and by printed page.
struct IssueRoutes: Sendable {
  func contents(_ call: Call) throws -> Answer { try contents(call, page: nil) }

  func page(_ call: Call) throws -> Answer {
    guard let text = call.path["p"], let page = Int(text), String(page) == text, FieldLimit.page.contains(Int64(page)) else {
      throw BulletinError.notFound()
    }
    return try contents(call, page: page)
  }

  private func contents(_ call: Call, page: Int?) throws -> Answer {
    try RecordReading.requireJSON(call)
    try call.parameters().check()
    let list = try call.repository.contents(ofIssue: call.key, page: page, viewer: call.viewer, reader: call.reader)
    return try call.answer(ListDocument.representation(list, call))
  }
}

/// Lists of what is linked to an organisation, with the parameters of their own lists.
struct OrganisationRoutes: Sendable {
  private let readings = [RecordType.article, .event, .award].map { RecordReading($0) }

  func parameters(_ type: RecordType) -> [QueryParameter] {
    readings.first { $0.type == type }?.parameters.allowed(.staff).filter { $0.name != "organisation" } ?? []
  }

  func articles(_ call: Call) throws -> Answer { try list(.article, call) }
  func events(_ call: Call) throws -> Answer { try list(.event, call) }
  func awards(_ call: Call) throws -> Answer { try list(.award, call) }

  private func list(_ type: RecordType, _ call: Call) throws -> Answer {
    // 404, 410 and 308 of the organisation come first.
    let shown = Projection(viewer: call.viewer, body: .none, fields: ["id"])
    let organisation = try call.repository.record(.organisation, call.key, shown, reader: call.reader)
    guard let reading = readings.first(where: { $0.type == type }) else { throw BulletinError.notFound() }
    if call.query["organisation"] != nil {
      throw BulletinError(.badQuery, "The path names the organisation already.", chinese: "路径中已指明机构。")
    }
    return try reading.list(call, filters: [Filter(field: "organisation", operator: .equals, values: [organisation.id])])
  }
}
