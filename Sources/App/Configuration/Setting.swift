import Domain
import JSON

/// One row of the table of settings: its name everywhere, what it takes, and where it is kept.
package struct Setting: Sendable {
  /// What was wrong with a value, as the end of a sentence: `must be a whole number from 1 to 64`.
  package struct Fault: Error, Equatable {
    package var demand: String
    package var nearest: String?
  }

  /// In a file; the environment has it in capitals after `BULLETIN_`, the command line with hyphens.
  package var name: String
  /// What stands for the value in help: `SECONDS`.
  package var shape: String
  /// What values are taken, in words: `1 to 100`.
  package var range: String
  /// One sentence.
  package var meaning: String
  /// The values of a choice, for help and for the nearest name.
  package var choices: [String]?
  /// True where `…_FILE` names the file itself, as the setting does.
  package var isPath = false
  package var repeats = false
  let read: @Sendable (JSONValue, inout Configuration) throws(Fault) -> Void
  let show: @Sendable (Configuration) -> JSONValue

  package var variable: String { "BULLETIN_" + name.uppercased() }

  /// The option that sets it.
  package var flag: Flag { Self.flags[name] ?? madeFlag }

  /// Each made once, as every look at a command line wants the names of them all.
  private static let flags = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.madeFlag) })

  private var madeFlag: Flag {
    Flag(
      String(name.map { $0 == "_" ? "-" : $0 }), takes: shape, repeats: repeats, standard: Self.text(of: show(Configuration())) ?? "none",
      meaning + (choices == nil ? " Takes \(range)." : ""))
  }

  /// A value as a person writes it on the command line; nil for none.
  static func text(of value: JSONValue) -> String? {
    switch value {
    case .null: nil
    case .string(let text): text
    case .array(let elements): elements.isEmpty ? nil : elements.compactMap(\.string).joined(separator: ",")
    default: String(decoding: value.bytes, as: UTF8.self)
    }
  }
}

// MARK: - Kinds of settings

extension Setting {
  typealias Path<Value> = WritableKeyPath<Configuration, Value> & Sendable

  static func integer(_ name: String, _ path: Path<Int>, _ range: ClosedRange<Int>, shape: String = "N", _ meaning: String) -> Setting {
    let words = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return Setting(name: name, shape: shape, range: words, meaning: meaning) { value, configuration throws(Fault) in
      guard let number = value.integer ?? value.string.flatMap(Int64.init), let whole = Int(exactly: number), range.contains(whole) else {
        throw Fault(demand: "must be \(words)")
      }
      configuration[keyPath: path] = whole
    } show: {
      .integer(Int64($0[keyPath: path]))
    }
  }

  static func seconds(_ name: String, _ path: Path<Double>, _ range: ClosedRange<Double>, _ meaning: String) -> Setting {
    fraction(name, path, range, shape: "SECONDS", unit: " seconds", meaning)
  }

  static func share(_ name: String, _ path: Path<Double>, _ meaning: String) -> Setting {
    fraction(name, path, 0...1, shape: "SHARE", unit: "", meaning)
  }

  private static func fraction(
    _ name: String, _ path: Path<Double>, _ range: ClosedRange<Double>, shape: String, unit: String, _ meaning: String
  ) -> Setting {
    let bounds = [range.lowerBound, range.upperBound].map { text(of: .number($0)) ?? "" }
    let words = "\(bounds[0]) to \(bounds[1])\(unit)"
    return Setting(name: name, shape: shape, range: words, meaning: meaning) { value, configuration throws(Fault) in
      guard let number = number(value), range.contains(number) else { throw Fault(demand: "must be a number, \(words)") }
      configuration[keyPath: path] = number
    } show: {
      .number($0[keyPath: path])
    }
  }

  private static func number(_ value: JSONValue) -> Double? {
    switch value {
    case .integer(let whole): Double(whole)
    case .number(let real): real
    case .string(let text): Double(text)
    default: nil
    }
  }

  static func boolean(_ name: String, _ path: Path<Bool>, _ meaning: String) -> Setting {
    let words = ["true", "false"]
    return Setting(name: name, shape: "true|false", range: "true or false", meaning: meaning, choices: words) {
      value, configuration throws(Fault) in
      switch value {
      case .boolean(let flag): configuration[keyPath: path] = flag
      case .string("true"), .string("1"), .string("yes"), .string("on"): configuration[keyPath: path] = true
      case .string("false"), .string("0"), .string("no"), .string("off"): configuration[keyPath: path] = false
      default: throw Fault(demand: "must be true or false", nearest: value.string.flatMap { NearestName.nearest(to: $0, among: words) })
      }
    } show: {
      .boolean($0[keyPath: path])
    }
  }

  static func choice(_ name: String, _ path: Path<String>, _ choices: [String], _ meaning: String) -> Setting {
    let words = choices.joined(separator: ", ")
    let shape = choices.joined(separator: "|")
    return Setting(name: name, shape: shape, range: words, meaning: meaning, choices: choices) { value, configuration throws(Fault) in
      guard let text = value.string, choices.contains(text) else {
        throw Fault(demand: "must be one of \(words)", nearest: value.string.flatMap { NearestName.nearest(to: $0, among: choices) })
      }
      configuration[keyPath: path] = text
    } show: {
      .string($0[keyPath: path])
    }
  }

  /// Text that some rule holds good; `rule` returns what would be right where the text is not.
  static func text(
    _ name: String, _ path: Path<String>, shape: String, range: String, isPath: Bool = false, _ meaning: String,
    rule: @escaping @Sendable (String) -> String? = { _ in nil }
  ) -> Setting {
    Setting(name: name, shape: shape, range: range, meaning: meaning, isPath: isPath) { value, configuration throws(Fault) in
      configuration[keyPath: path] = try checked(value, range, rule)
    } show: {
      .string($0[keyPath: path])
    }
  }

  /// Text that may be left out; null and an empty string do.
  static func optional(
    _ name: String, _ path: Path<String?>, shape: String, range: String, isPath: Bool = false, _ meaning: String,
    rule: @escaping @Sendable (String) -> String? = { _ in nil }
  ) -> Setting {
    Setting(name: name, shape: shape, range: range, meaning: meaning, isPath: isPath) { value, configuration throws(Fault) in
      configuration[keyPath: path] = value == .null || value == .string("") ? nil : try checked(value, range, rule)
    } show: {
      $0[keyPath: path].map { .string($0) } ?? .null
    }
  }

  /// Several texts: an array in a file, separated by commas elsewhere.
  static func list(
    _ name: String, _ path: Path<[String]>, shape: String, range: String, isEmptyAllowed: Bool = true, _ meaning: String,
    rule: @escaping @Sendable (String) -> String? = { _ in nil }
  ) -> Setting {
    Setting(name: name, shape: shape, range: range, meaning: meaning, repeats: true) { value, configuration throws(Fault) in
      var texts: [String] = []
      for element in value.array ?? split(value) { texts.append(try checked(element, range, rule)) }
      guard isEmptyAllowed || !texts.isEmpty else { throw Fault(demand: "must have at least one \(shape)") }
      configuration[keyPath: path] = texts
    } show: {
      .array($0[keyPath: path].map { .string($0) })
    }
  }

  private static func split(_ value: JSONValue) -> [JSONValue] {
    guard let text = value.string else { return value == .null ? [] : [value] }
    return text.split(separator: ",").map { .string($0.trimmingPrefix { $0 == " " }.description) }
  }

  private static func checked(_ value: JSONValue, _ range: String, _ rule: (String) -> String?) throws(Fault) -> String {
    guard let text = value.string, !text.isEmpty, !text.utf8.contains(0) else { throw Fault(demand: "must be \(range)") }
    if let demand = rule(text) { throw Fault(demand: demand) }
    return text
  }
}
