import JSON

/// What a receiver is told: one row of the published changes, or that somebody tries the webhook. Only names and numbers, so that
/// whoever wants the content reads it, as it is then.
package enum ChangeEvent: Sendable, Equatable {
  /// The last word of an event's name.
  package enum Verb: String, Sendable, CaseIterable {
    case published, updated
    /// Withdrawn or deleted.
    case deleted

    /// By the word of the changes' `op`.
    package init?(op: String) {
      switch op {
      case "publish": self = .published
      case "update": self = .updated
      case "delete": self = .deleted
      default: return nil
      }
    }
  }

  case change(Change)
  case test(webhook: String)

  package static let testName = "webhook.test"

  /// A row of the published changes.
  package struct Change: Sendable, Equatable {
    package var seq: Int64
    package var type: RecordType
    package var id: String
    package var slug: String
    package var op: String
    package var version: Int64
    /// Milliseconds since 1970.
    package var at: Int64

    package init(seq: Int64, type: RecordType, id: String, slug: String, op: String, version: Int64, at: Int64) {
      self.seq = seq
      self.type = type
      self.id = id
      self.slug = slug
      self.op = op
      self.version = version
      self.at = at
    }
  }

  package var name: String {
    switch self {
    case .change(let change): "\(change.type.rawValue).\(Verb(op: change.op)?.rawValue ?? change.op)"
    case .test: Self.testName
    }
  }

  /// The body of its deliveries: `{"type","timestamp","data"}`; `at` is when it is made, for a test.
  package func body(at now: Int64) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("type")
      $0.string(name)
      $0.key("timestamp")
      switch self {
      case .change(let change):
        $0.string(Timestamp(milliseconds: change.at).text)
        $0.key("data")
        change.write(to: &$0)
      case .test(let webhook):
        $0.string(Timestamp(milliseconds: now).text)
        $0.key("data")
        $0.object {
          $0.key("webhook")
          $0.string(webhook)
        }
      }
    }
    return writer.bytes
  }
}

extension ChangeEvent.Change {
  /// The row as the changes show it, and where its record is read.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.key("seq")
      $0.integer(seq)
      $0.key("type")
      $0.string(type.rawValue)
      $0.key("id")
      $0.string(id)
      $0.key("slug")
      $0.string(slug)
      $0.key("op")
      $0.string(op)
      $0.key("version")
      $0.integer(version)
      $0.key("at")
      $0.string(Timestamp(milliseconds: at).text)
      $0.key("path")
      $0.string("/v1/\(type.plural)/\(id)")
    }
  }
}
