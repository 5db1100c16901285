import JSON

/// An issue as ingest hands it to the store: its label and the items to be, in printed order.
package struct ImportedIssue: Sendable {
  /// Everything one story yields: the story itself and the records linked to it.
  package struct Item: Sendable {
    /// `article` or `notice`.
    package var type: RecordType
    /// Writable members by name, as a client would post them.
    package var members: [String: JSONValue]
    package var events: [[String: JSONValue]]
    package var awards: [[String: JSONValue]]
    package var confidence: Double
    package var warnings: [JSONValue]
    /// 1-based inclusive ranges of input lines in reading order.
    package var lines: [ClosedRange<Int>]

    package init(
      type: RecordType, members: [String: JSONValue], events: [[String: JSONValue]] = [], awards: [[String: JSONValue]] = [],
      confidence: Double = 1, warnings: [JSONValue] = [], lines: [ClosedRange<Int>] = []
    ) {
      self.type = type
      self.members = members
      self.events = events
      self.awards = awards
      self.confidence = confidence
      self.warnings = warnings
      self.lines = lines
    }
  }

  /// `2025-1`.
  package var label: String
  /// Writable members of the issue record.
  package var members: [String: JSONValue]
  package var items: [Item]
  /// SHA-256 of the input, hexadecimal.
  package var sourceDigest: String

  package init(label: String, members: [String: JSONValue], items: [Item], sourceDigest: String) {
    self.label = label
    self.members = members
    self.items = items
    self.sourceDigest = sourceDigest
  }
}

/// What ingesting did, an entry an item in printed order.
package struct ImportOutcome: Sendable {
  package enum Effect: String, Sendable {
    case created, updated, unchanged
    /// A person edited it since; the edit was kept.
    case conflict
  }

  package struct Entry: Sendable {
    package var type: RecordType
    package var id: String
    package var title: String
    package var effect: Effect
    package var status: Status

    package init(type: RecordType, id: String, title: String, effect: Effect, status: Status) {
      self.type = type
      self.id = id
      self.title = title
      self.effect = effect
      self.status = status
    }
  }

  package var issue: String
  package var entries: [Entry]

  package init(issue: String, entries: [Entry] = []) {
    self.issue = issue
    self.entries = entries
  }
}
