/// One option of a command: `--issue LABEL`, or `--dry-run` without a value.
package struct Flag: Sendable {
  /// Without the dashes.
  package var name: String
  /// What stands for its value in help; nil for an option that takes none.
  package var value: String?
  /// The only values it takes; nil: any.
  package var choices: [String]?
  package var repeats: Bool
  package var isRequired: Bool
  package var meaning: String
  /// What holds where the option is not given, as help prints it.
  package var standard: String?

  package init(
    _ name: String, takes value: String? = nil, choices: [String]? = nil, repeats: Bool = false, isRequired: Bool = false,
    standard: String? = nil,
    _ meaning: String
  ) {
    self.name = name
    self.value = value ?? choices?.joined(separator: "|")
    self.choices = choices
    self.repeats = repeats
    self.isRequired = isRequired
    self.standard = standard
    self.meaning = meaning
  }

  /// As a synopsis shows it: `[--issue LABEL]`, `[--listen HOST:PORT]...`.
  package var synopsis: String {
    let bare = usage
    return (isRequired ? bare : "[\(bare)]") + (repeats ? "..." : "")
  }

  /// As a list of options shows it: `--issue LABEL`.
  package var usage: String { "--\(name)" + (value.map { " \($0)" } ?? "") }
}
