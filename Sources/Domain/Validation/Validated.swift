import JSON

/// What came of holding members against a field table: the writable ones in stored form, and every fault.
package struct Validated: Sendable {
  package var members: [String: JSONValue] = [:]
  package var faults: [BulletinError.Fault] = []

  /// The members, or one error with all faults.
  package func get() throws(BulletinError) -> [String: JSONValue] {
    if faults.isEmpty { return members }
    let places = faults.count == 1 ? "One value breaks" : "\(faults.count) values break"
    throw BulletinError(.validation, "\(places) the rules of this record.", faults: faults)
  }
}

extension RecordSchema {
  package enum Writing: Sendable {
    case create
    /// The record as it is shown to staff: read-only members may be sent back unchanged.
    case replace(standing: [String: JSONValue])
  }

  /// Checks members as a client sent them against the table and returns the stored form with all faults.
  ///
  /// Absent optional members become their default, null or empty; `status` is passed on if given. References are only
  /// checked for their form; whether they lead anywhere is the store's to say.
  package func validate(_ members: [String: JSONValue], _ writing: Writing = .create) -> Validated {
    var result = Validated()
    for name in members.keys.sorted() where field(name) == nil { result.faults.append(unknown(name)) }
    for field in fields {
      let value = members[field.name]
      if case .readOnly = field.access {
        if let value { refuseChange(of: field, to: value, writing, &result) }
      } else if field.name == "status" {
        if let value, value != .null { check(status: value, writing, &result) }
      } else {
        var checker = FieldChecker(faults: result.faults)
        result.members[field.name] = checker.check(value ?? .null, field, at: "/" + JSONPointer.escape(field.name)) ?? .null
        result.faults = checker.faults
      }
    }
    if result.faults.isEmpty { result.faults += contradictions(in: result.members) }
    return result
  }

  private func unknown(_ name: String) -> BulletinError.Fault {
    let nearest = NearestName.of(name, among: fields.map(\.name)).map { " Did you mean \"\($0)\"?" } ?? ""
    return .init(pointer: "/" + JSONPointer.escape(name), code: "unknown", detail: "This record has no such member.\(nearest)")
  }

  private func refuseChange(of field: Field, to value: JSONValue, _ writing: Writing, _ result: inout Validated) {
    if case .replace(let standing) = writing, standing[field.name] ?? .null == value { return }
    result.faults.append(
      .init(pointer: "/" + JSONPointer.escape(field.name), code: "read-only", detail: "The server sets this member; leave it out."))
  }

  private func check(status value: JSONValue, _ writing: Writing, _ result: inout Validated) {
    if case .replace(let standing) = writing {
      if standing["status"] ?? .null != value {
        let detail = "The status is changed by publish, schedule, unschedule and withdraw, not by writing it."
        result.faults.append(.init(pointer: "/status", code: "read-only", detail: detail))
      }
      return
    }
    if value == .string("draft") || value == .string("published") {
      result.members["status"] = value
    } else {
      result.faults.append(.init(pointer: "/status", code: "choice", detail: "A new item may be \"draft\" or \"published\"."))
    }
  }
}

/// RFC 6901.
package enum JSONPointer {
  package static func escape(_ token: String) -> String {
    guard token.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return token }
    return token.reduce(into: "") { text, character in
      switch character {
      case "~": text += "~0"
      case "/": text += "~1"
      default: text.append(character)
      }
    }
  }
}
