import JSON

extension [Field] {
  /// Checks the members of something that is no record; what is read-only may be sent back, and is left out.
  package func validate(_ members: [String: JSONValue]) -> Validated {
    var checker = FieldChecker(faults: [])
    let whole = Field("object", .object(self), .required, "an object.")
    let checked = checker.check(.object(members), whole, at: "")
    return Validated(members: checked?.object ?? [:], faults: checker.faults)
  }
}
