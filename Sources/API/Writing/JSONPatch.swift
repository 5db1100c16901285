import Domain
import JSON

/// JSON Patch (RFC 6902): all operations or none.
struct JSONPatch {
  static let maxOperations = 1_000

  private struct Operation {
    var name: String
    var path: PatchPath
    var from: PatchPath?
    var value: JSONValue?
  }

  private let operations: [Operation]

  /// Reads the document of the patch. Throws a validation error that lists every operation that is none.
  init(_ document: JSONValue) throws(BulletinError) {
    guard case .array(let entries) = document else {
      throw BulletinError(.malformed, "A JSON Patch is an array of operations.", chinese: "JSON Patch 应为操作数组。")
    }
    guard entries.count <= Self.maxOperations else {
      throw BulletinError(
        .validation, "A JSON Patch may have \(Self.maxOperations) operations.", chinese: "JSON Patch 至多 \(Self.maxOperations) 个操作。")
    }
    var faults: [BulletinError.Fault] = []
    operations = entries.enumerated().compactMap { index, entry in
      do throws(BulletinError.Fault) {
        return try Self.operation(entry, at: "/\(index)")
      } catch {
        faults.append(error)
        return nil
      }
    }
    guard faults.isEmpty else {
      throw BulletinError(.validation, "Some operations of the JSON Patch are none.", chinese: "JSON Patch 中有无效操作。", faults: faults)
    }
  }

  func apply(to target: JSONValue) throws(BulletinError) -> JSONValue {
    var result = target
    for (index, operation) in operations.enumerated() {
      do throws(BulletinError.Fault) {
        try Self.run(operation, at: "/\(index)", on: &result)
      } catch {
        throw BulletinError(
          .conflict, "Operation \(index) of the JSON Patch does not apply: \(error.detail)", chinese: "JSON Patch 的第 \(index) 个操作无法执行。",
          faults: [error])
      }
    }
    return result
  }

  private static func operation(_ entry: JSONValue, at place: String) throws(BulletinError.Fault) -> Operation {
    guard let members = entry.object, let name = members["op"]?.string else {
      throw .init(pointer: place + "/op", code: "required", detail: "An operation is an object with op and path.")
    }
    guard ["add", "remove", "replace", "move", "copy", "test"].contains(name) else {
      throw .init(pointer: place + "/op", code: "choice", detail: "op is add, remove, replace, move, copy or test.")
    }
    guard let path = members["path"]?.string.flatMap(PatchPath.init) else {
      throw .init(pointer: place + "/path", code: "format", detail: "path must be a JSON Pointer.")
    }
    let from = members["from"]?.string.flatMap(PatchPath.init)
    if name == "move" || name == "copy", from == nil {
      throw .init(pointer: place + "/from", code: "required", detail: "\(name) needs from, a JSON Pointer.")
    }
    if ["add", "replace", "test"].contains(name), members["value"] == nil {
      throw .init(pointer: place + "/value", code: "required", detail: "\(name) needs a value.")
    }
    return Operation(name: name, path: path, from: from, value: members["value"])
  }

  private static func run(_ operation: Operation, at place: String, on target: inout JSONValue) throws(BulletinError.Fault) {
    let tokens = operation.path.tokens[...]
    let missing = BulletinError.Fault(pointer: place, code: "missing", detail: "the place it names does not exist.")
    switch operation.name {
    case "test":
      guard let found = target.value(at: tokens) else { throw missing }
      guard found == operation.value else { throw .init(pointer: place, code: "test", detail: "the value there is another.") }
    case "remove":
      guard target.remove(at: tokens) != nil else { throw missing }
    case "replace":
      guard let value = operation.value, target.value(at: tokens) != nil else { throw missing }
      guard target.replace(at: tokens, with: value) else { throw missing }
    case "add":
      guard let value = operation.value, target.add(value, at: tokens) else { throw missing }
    default:
      try transfer(operation, place: place, missing: missing, on: &target)
    }
  }

  private static func transfer(
    _ operation: Operation, place: String, missing: BulletinError.Fault, on target: inout JSONValue
  ) throws(BulletinError.Fault) {
    guard let from = operation.from?.tokens[...], let value = target.value(at: from) else { throw missing }
    if operation.name == "move" {
      // RFC 6902 4.4: a value cannot be moved into its own child.
      let isOwnChild = operation.path.tokens.count > from.count && operation.path.tokens.starts(with: from)
      guard !isOwnChild, target.remove(at: from) != nil else {
        throw .init(pointer: place, code: "move", detail: "a value cannot be moved into itself.")
      }
    }
    guard target.add(value, at: operation.path.tokens[...]) else { throw missing }
  }
}

extension BulletinError.Fault: Error {}

extension JSONValue {
  fileprivate func value(at tokens: ArraySlice<String>) -> JSONValue? {
    guard let token = tokens.first else { return self }
    switch self {
    case .object(let members): return members[token]?.value(at: tokens.dropFirst())
    case .array(let elements):
      return Self.index(token, below: elements.count).flatMap { elements[$0].value(at: tokens.dropFirst()) }
    default: return nil
    }
  }

  fileprivate mutating func replace(at tokens: ArraySlice<String>, with value: JSONValue) -> Bool {
    change(at: tokens) {
      $0 = value
      return true
    }
  }

  fileprivate mutating func add(_ value: JSONValue, at tokens: ArraySlice<String>) -> Bool {
    guard let last = tokens.last else {
      self = value
      return true
    }
    return change(at: tokens.dropLast()) { parent in
      switch parent {
      case .object(var members):
        members[last] = value
        parent = .object(members)
        return true
      case .array(var elements):
        guard let index = last == "-" ? elements.count : Self.index(last, below: elements.count + 1) else { return false }
        elements.insert(value, at: index)
        parent = .array(elements)
        return true
      default: return false
      }
    }
  }

  fileprivate mutating func remove(at tokens: ArraySlice<String>) -> JSONValue? {
    guard let last = tokens.last else { return nil }
    var removed: JSONValue?
    _ = change(at: tokens.dropLast()) { parent in
      if case .object(var members) = parent {
        removed = members.removeValue(forKey: last)
        parent = .object(members)
      } else if case .array(var elements) = parent, let index = Self.index(last, below: elements.count) {
        removed = elements.remove(at: index)
        parent = .array(elements)
      }
      return true
    }
    return removed
  }

  private mutating func change(at tokens: ArraySlice<String>, _ edit: (inout JSONValue) -> Bool) -> Bool {
    guard let token = tokens.first else { return edit(&self) }
    switch self {
    case .object(var members):
      guard var member = members[token], member.change(at: tokens.dropFirst(), edit) else { return false }
      members[token] = member
      self = .object(members)
    case .array(var elements):
      guard let index = Self.index(token, below: elements.count), elements[index].change(at: tokens.dropFirst(), edit) else { return false }
      self = .array(elements)
    default: return false
    }
    return true
  }

  // RFC 6901 4: an index is digits without a leading zero.
  private static func index(_ token: String, below count: Int) -> Int? {
    guard token == "0" || !token.hasPrefix("0"), token.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = Int(token) else {
      return nil
    }
    return index < count ? index : nil
  }
}
