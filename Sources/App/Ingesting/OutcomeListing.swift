import Domain
import JSON

/// What storing an issue did, for people or for programs.
struct OutcomeListing {
  var outcome: ImportOutcome

  var text: String {
    let effects = [ImportOutcome.Effect.created, .updated, .unchanged, .conflict].map { effect in
      "\(outcome.entries.count { $0.effect == effect }) \(effect.rawValue)"
    }
    let published = outcome.entries.count { $0.status == .published }
    let conflicts = outcome.entries.filter { $0.effect == .conflict }.map {
      "kept as a person edited it: \($0.title) (\($0.type.rawValue) \($0.id))"
    }
    let summary =
      "issue \(outcome.issue): " + effects.joined(separator: ", ") + "; \(published) published, \(outcome.entries.count - published) not."
    return (conflicts + [summary]).joined(separator: "\n") + "\n"
  }

  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("issue")
      $0.string(outcome.issue)
      $0.key("items")
      $0.array { writer in outcome.entries.forEach { Self.write($0, to: &writer) } }
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  private static func write(_ entry: ImportOutcome.Entry, to writer: inout JSONWriter) {
    writer.object {
      $0.key("type")
      $0.string(entry.type.rawValue)
      $0.key("id")
      $0.string(entry.id)
      $0.key("title")
      $0.string(entry.title)
      $0.key("effect")
      $0.string(entry.effect.rawValue)
      $0.key("status")
      $0.string(entry.status.rawValue)
    }
  }
}
