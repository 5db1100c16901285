/// The one error that crosses modules: a code that becomes a problem type and a status at one place in the API, and a message for a person.
package struct BulletinError: Error, Sendable, Equatable {
  package enum Code: String, Sendable, CaseIterable {
    /// A value breaks the field table; `faults` lists every one.
    case validation
    /// A parameter of the query is unknown or has an unusable value.
    case badQuery = "bad-query"
    case malformed
    case notFound = "not-found"
    /// It was there and was deleted or withdrawn.
    case gone
    /// It is found under another slug now, given in `location`.
    case moved
    /// It would break a rule that other data sets: a slug or label already taken, a wrong state.
    case conflict
    /// If-Match names another version.
    case staleVersion = "precondition-failed"
    case preconditionRequired = "precondition-required"
    case unauthorized
    case forbidden
    /// The database is busy, too many writers wait, or a query ran too long.
    case busy
    case storageFull = "storage-full"
    case unavailable
    /// The process that did it ended before it was done.
    case interrupted
    case `internal`
  }

  package struct Fault: Sendable, Equatable {
    /// JSON Pointer (RFC 6901) into the request's body, or the parameter's name.
    package var pointer: String
    /// `required`, `unknown`, `type`, `length`, `range`, `format`, `choice`, `read-only`, `reference` …
    package var code: String
    package var detail: String
    /// The same in Chinese; nil: a sentence for the code is shown.
    package var chinese: String?

    package init(pointer: String, code: String, detail: String, chinese: String? = nil) {
      self.pointer = pointer
      self.code = code
      self.detail = detail
      self.chinese = chinese
    }
  }

  package var code: Code
  package var detail: String
  /// The same in Chinese; nil: a sentence for the code is shown.
  package var chinese: String?
  package var faults: [Fault]
  /// For `moved`: the current slug. For `gone`: nothing.
  package var location: String?

  package init(_ code: Code, _ detail: String, chinese: String? = nil, faults: [Fault] = [], location: String? = nil) {
    self.code = code
    self.detail = detail
    self.chinese = chinese
    self.faults = faults
    self.location = location
  }
}
