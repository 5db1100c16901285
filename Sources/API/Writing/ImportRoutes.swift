import Domain
import HTTP
import JSON

/// Issues read from their text: taken at once, worked on off the loop, and told of under an address of their own, also after a restart.
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
    let (id, author) = (
      Identifier.make(milliseconds: call.api.surroundings.now(), order: 0, random: .random(in: .min ... .max)), call.author
    )
    let location = "/v1/imports/\(id)"
    let answer = try call.write { session in
      WrittenAnswer(status: 202, location: location, body: try session.beginImport(id, by: author).document(.english))
    }
    guard case .later(let begin) = answer else { return answer }
    let later = call.offLoop
    return .later { finish in
      begin { response in
        // An answer that is replayed for its Idempotency-Key tells of an import that began before.
        let isNew = response.fields.contains { $0.name == "Location" && $0.value == location }
        if isNew { Self.run(ingest, label, publishes, id, later) }
        finish(response)
      }
    }
  }

  private static func run(
    _ ingest: @escaping @Sendable ([UInt8], String?) throws -> ImportedIssue, _ label: String?, _ publishes: Bool, _ id: String,
    _ call: Call
  ) {
    let (threshold, author) = (call.api.settings.publishThreshold, call.author)
    call.api.workers.importing {
      do {
        let issue = try ingest(call.request.body, label)
        // What is stored and that it was are one transaction: after a crash there is either both or neither.
        call.repository.write({
          try $0.endImport(id, .success($0.ingest(issue, publish: publishes, threshold: threshold, by: author)))
        }) { result in
          if case .failure(let error) = result { fail(id, error, call) }
        }
      } catch {
        fail(id, error as? BulletinError ?? unreadable, call)
      }
    }
  }

  /// Writes down why nothing was stored; where even that fails, the next start of the server says so.
  private static func fail(_ id: String, _ error: BulletinError, _ call: Call) {
    call.repository.write({ try $0.endImport(id, .failure(error)) }) { result in
      if case .failure(let reason) = result { call.api.surroundings.report(call.requestID, reason) }
    }
  }

  private static let unreadable = BulletinError(.validation, "The text could not be read as an issue.", chinese: "无法将该文本识别为一期刊物。")

  private func get(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let state = try call.repository.importState(call.key, reader: call.reader)
    return .now(WrittenAnswer(status: 200, body: state.document(call.language)).response(call.repository))
  }
}

extension ImportState {
  fileprivate func document(_ language: Language) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("id", id)
      $0.member("status", status)
      $0.member("started_at", Timestamp(milliseconds: startedAt).text)
      $0.key("ended_at")
      $0.optional(endedAt.map { Timestamp(milliseconds: $0).text })
      switch result {
      case nil: break
      case .success(let outcome): Self.write(outcome, to: &$0)
      case .failure(let error):
        $0.key("problem")
        $0.raw(json: Failure(error).document(language, instance: nil, requestID: "").json)
      }
    }
    return writer.bytes
  }

  private var status: String {
    switch result {
    case nil: "running"
    case .success: "done"
    case .failure: "failed"
    }
  }

  private static func write(_ outcome: ImportOutcome, to writer: inout JSONWriter) {
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
}
