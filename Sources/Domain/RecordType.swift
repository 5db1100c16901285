/// The types of record that the API serves, each with its own table and routes.
package enum RecordType: String, Sendable, CaseIterable {
  case article, notice, event, award, organisation, issue

  /// The name of its collection: path segment, table, and feed.
  package var plural: String { rawValue + "s" }

  /// True for what is drafted, published and withdrawn; organisations and issues are always public.
  package var isItem: Bool { self != .organisation && self != .issue }
}

/// Where an item stands; only `published` exists for a reader without a token.
package enum Status: String, Sendable, CaseIterable {
  case draft, scheduled, published, withdrawn
}
