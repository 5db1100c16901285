import JSON

/// JSON Merge Patch (RFC 7396): null deletes, objects merge, all else replaces.
enum MergePatch {
  static func apply(_ patch: JSONValue, to target: JSONValue?) -> JSONValue {
    guard case .object(let changes) = patch else { return patch }
    var members = target?.object ?? [:]
    for (name, change) in changes {
      if change == .null {
        members[name] = nil
      } else {
        members[name] = apply(change, to: members[name])
      }
    }
    return .object(members)
  }
}
