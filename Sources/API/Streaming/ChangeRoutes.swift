import Domain
import HTTP
import JSON

/// Every published change in order, at once or as soon as there is one.
struct ChangeRoutes: Sendable {
  static let maxWaitSeconds: Int64 = 60

  let parameters: [QueryParameter] = [
    QueryParameter("since", .integer(0...Int64.max), "Changes after this number.", default: "0"),
    QueryParameter("wait", .integer(0...ChangeRoutes.maxWaitSeconds), "Seconds to wait for a change if there is none yet.", default: "0"),
    .limit,
  ]

  func list(_ call: Call) throws -> Answer {
    try RecordReading.requireJSON(call)
    var reader = call.parameters()
    let since = Int64(reader.value("since") ?? "0") ?? 0
    let limit = reader.integer("limit") ?? 20
    let wait = Int64(reader.value("wait") ?? "0") ?? 0
    try reader.check()
    let page = try call.repository.changes(since: since, limit: limit, reader: call.reader)
    guard page.count == 0, wait > 0 else { return try call.answer(Self.representation(page, call)) }
    let later = call.offLoop
    return .later { finish in
      let isTaken = later.api.watch.wait(since: later.generation, seconds: wait) {
        finish(
          later.api.settle(later) {
            let page = try later.repository.changes(since: since, limit: limit, reader: later.reader)
            return try later.api.respond(Self.representation(page, later), later)
          })
      }
      if !isTaken { finish(later.api.settle(later) { throw Self.tooMany }) }
    }
  }

  static let tooMany = BulletinError(.busy, "Too many wait for changes already.", chinese: "等待更新的连接过多。")

  static func representation(_ page: ChangePage, _ call: Call) -> Representation {
    var writer = JSONWriter(reserving: page.items.count + 64)
    writer.object {
      $0.key("items")
      $0.raw(json: page.items)
      $0.key("next")
      // There is always a next time: the number to go on from.
      $0.string(String(page.last))
    }
    return .digested(writer.bytes, "application/json", modifiedAt: call.repository.changedAt)
  }
}
