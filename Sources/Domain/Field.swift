/// One row of a record's field table. From it come the column, the JSON member, the filter, the validation and the OpenAPI schema.
///
/// A class so that what goes through a table for each record hands its rows on without a copy.
package final class Field: Sendable {
  package indirect enum Kind: Sendable {
    /// At most that many characters.
    case text(max: Int)
    case integer(ClosedRange<Int64>)
    case number(ClosedRange<Double>)
    case boolean
    /// `YYYY-MM-DD`.
    case date
    /// RFC 3339, UTC.
    case time
    case choice([String])
    /// A UUIDv7, or a slug on input; of that type if one is named.
    case reference(RecordType)
    /// Markdown on the way in (a plain string or `{"format","text"}`), the asked form on the way out.
    case body(max: Int)
    case list(of: Kind, max: Int)
    case object([Field])
  }

  package enum Access: Sendable {
    case readOnly, optional, required
  }

  /// JSON member and column name, snake_case.
  package let name: String
  package let kind: Kind
  package let access: Access
  package let filters: Bool
  package let sorts: Bool
  /// Shown only with a token that may read drafts.
  package let isStaffOnly: Bool
  /// One sentence for the OpenAPI document.
  package let meaning: String

  package init(
    _ name: String, _ kind: Kind, _ access: Access, filters: Bool = false, sorts: Bool = false, isStaffOnly: Bool = false,
    _ meaning: String
  ) {
    self.name = name
    self.kind = kind
    self.access = access
    self.filters = filters
    self.sorts = sorts
    self.isStaffOnly = isStaffOnly
    self.meaning = meaning
  }

  /// An optional field.
  package convenience init(
    _ name: String, _ kind: Kind, filters: Bool = false, sorts: Bool = false, isStaffOnly: Bool = false, _ meaning: String
  ) {
    self.init(name, kind, .optional, filters: filters, sorts: sorts, isStaffOnly: isStaffOnly, meaning)
  }
}

/// The field table of one type of record, in the documented order of its JSON members.
package struct RecordSchema: Sendable {
  package let type: RecordType
  package let fields: [Field]
  /// What a client may write, status apart: the members of `CurrentRecord` and of a revision.
  package let writable: [Field]
  /// Filters that are no member of the record: `issue`, `tag`, `organisation`, `as_of`, `in_force` … They take `=` alone.
  package var filters: [Field]
  /// What `include=` may name, and what `facet=` may count.
  package var includes: [String]
  package var facets: [String]

  package init(type: RecordType, fields: [Field], filters: [Field] = [], includes: [String] = [], facets: [String] = []) {
    self.type = type
    self.fields = fields
    writable = fields.filter { if case .readOnly = $0.access { false } else { $0.name != "status" } }
    self.filters = filters
    self.includes = includes
    self.facets = facets
  }

  package func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}
