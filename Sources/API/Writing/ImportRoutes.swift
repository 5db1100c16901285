import Domain
import HTTP
import JSON
import Synchronization

/// Issues read from their text: taken at once, worked on off the loop, and told of under an address of their own.
struct ImportRoutes: Sendable {
  private static let parameters = [
    QueryParameter("issue", .text(max: 40), "Label of the issue where the text has none, such as 2025-1."),
    QueryParameter("publish", .boolean, "Publishes what is sure enough; needs the scope publish."),
  ]

  var routes: [Route] {
    [
      .start(
        "/v1/imports", start, auth: .scope(.ingest), takes: .text, gives: .schema("Import"), status: 202, query: Self.parameters,
        "Reads an issue from its text."),
      .get("/v1/imports/{id}", get, auth: .scope(.ingest), gives: .schema("Import"), conditional: false, "How an import went."),
    ]
  }

  private func start(_ call: Call) throws -> Answer {
    var reader = call.parameters()
    let label = reader.value("issue")
    let publishes = reader.flag("publish")
    try reader.check()
    if publishes { try call.require(.publish) }
    guard let ingest = call.api.surroundings.ingest else { throw BulletinError.notFound() }
    guard !call.request.body.isEmpty else {
      throw Failure.malformed("The body is empty; the text of an issue is expected.", "请求体为空，应为一期的文本。")
    }
    let id = Identifier.make(milliseconds: call.api.surroundings.now(), order: 0, random: .random(in: .min ... .max))
    call.api.imports.begin(id)
    run(ingest, label, publishes, id, call.offLoop)
    return .now(Self.answer(Import(id: id), status: 202, location: "/v1/imports/\(id)"))
  }

  private func run(
    _ ingest: @escaping @Sendable ([UInt8], String?) throws -> ImportedIssue, _ label: String?, _ publishes: Bool, _ id: String,
    _ call: Call
  ) {
    call.api.workers.importing {
      let issue: ImportedIssue
      do {
        issue = try ingest(call.request.body, label)
      } catch {
        return call.api.imports.end(id, .failure(error as? BulletinError ?? Self.unreadable))
      }
      let (threshold, author) = (call.api.settings.publishThreshold, call.author)
      call.repository.write({ try $0.ingest(issue, publish: publishes, threshold: threshold, by: author) }) {
        call.api.imports.end(id, $0)
      }
    }
  }

  private static let unreadable = BulletinError(.validation, "The text could not be read as an issue.", chinese: "无法将该文本识别为一期刊物。")

  private func get(_ call: Call) throws -> Answer {
    try call.parameters().check()
    guard let id = call.path["id"], let state = call.api.imports.state(id) else { throw BulletinError.notFound() }
    return .now(Self.answer(state, status: 200, location: nil))
  }

  private static func answer(_ state: Import, status: Int, location: String?) -> Response {
    WrittenAnswer(status: status, location: location, body: state.document).response
  }
}

/// One import: running, or how it ended.
struct Import: Sendable {
  var id: String
  var outcome: Result<ImportOutcome, BulletinError>?

  var document: [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("id", id)
      switch outcome {
      case nil: $0.member("status", "running")
      case .success(let outcome): Self.write(outcome, to: &$0)
      case .failure(let error): Self.write(error, to: &$0)
      }
    }
    return writer.bytes
  }

  private static func write(_ outcome: ImportOutcome, to writer: inout JSONWriter) {
    writer.member("status", "done")
    writer.member("issue", outcome.issue)
    writer.key("counts")
    writer.object {
      for effect in [ImportOutcome.Effect.created, .updated, .unchanged, .conflict] {
        $0.key(effect.rawValue)
        $0.integer(outcome.entries.count { $0.effect == effect })
      }
    }
    writer.key("items")
    writer.array { items in
      for entry in outcome.entries {
        items.object {
          $0.member("type", entry.type.rawValue)
          $0.member("id", entry.id)
          $0.member("title", entry.title)
          $0.member("effect", entry.effect.rawValue)
          $0.member("status", entry.status.rawValue)
        }
      }
    }
  }

  private static func write(_ error: BulletinError, to writer: inout JSONWriter) {
    writer.member("status", "failed")
    writer.key("problem")
    let shown = Failure(error)
    writer.raw(json: shown.document(.english, instance: nil, requestID: "").json)
  }
}

/// The imports of this process, the latest of them.
final class Imports: Sendable {
  private static let maxKept = 200

  private struct State {
    var order: [String] = []
    var imports: [String: Import] = [:]
  }

  private let kept = Mutex(State())

  func begin(_ id: String) {
    kept.withLock { state in
      state.order.append(id)
      state.imports[id] = Import(id: id)
      if state.order.count > Self.maxKept { state.imports[state.order.removeFirst()] = nil }
    }
  }

  func end(_ id: String, _ outcome: Result<ImportOutcome, BulletinError>) {
    kept.withLock { $0.imports[id]?.outcome = outcome }
  }

  func state(_ id: String) -> Import? { kept.withLock { $0.imports[id] } }
}
