import Domain
import HTTP

/// The parameters of one request, taken by name; what nobody takes is a fault, and all faults come together.
struct QueryReader {
  private let given: [QueryParameters.Parameter]
  private let allowed: [QueryParameter]
  private(set) var faults: [BulletinError.Fault] = []

  /// Notes what is unknown or given twice.
  init(_ given: [QueryParameters.Parameter], allowed: [QueryParameter]) {
    self.given = given
    self.allowed = allowed
    for place in given.indices {
      let name = given[place].name
      if given[..<place].contains(where: { $0.name == name }) {
        fault(name, "repeated", "`\(name)` is given more than once; separate several values by commas.", "参数 \(name) 重复出现；多个取值请用逗号分隔。")
      } else if index(of: name) == nil {
        unknown(name)
      }
    }
  }

  /// Looks at names alone, as there are more parameters than it would do to copy, and at their lengths first.
  private func index(of name: String) -> Int? {
    let length = name.utf8.count
    return allowed.indices.first { allowed[$0].name.utf8.count == length && allowed[$0].name == name }
  }

  func text(_ name: String) -> String? { given.firstIndex { $0.name == name }.map { given[$0].value } }

  /// The value if it is allowed for the parameter's kind, in its normal form.
  mutating func value(_ name: String) -> String? {
    guard let text = text(name), let index = index(of: name) else { return nil }
    return check(text, allowed[index].kind, name)
  }

  mutating func check(_ text: String, _ kind: Field.Kind, _ name: String) -> String? {
    switch ParameterValue.normal(text, kind) {
    case .success(let value): return value
    case .failure(let problem):
      fault(name, problem.code, "`\(name)` must be \(problem.wording.english)", "参数 \(name) \(problem.wording.chinese)")
      return nil
    }
  }

  mutating func flag(_ name: String) -> Bool { value(name) == "true" }

  mutating func integer(_ name: String) -> Int? { value(name).flatMap { Int($0) } }

  /// Values by commas, each one of those allowed, none twice.
  mutating func choices(_ name: String, among allowed: [String]) -> [String] {
    guard let text = text(name) else { return [] }
    let values = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for value in values where !allowed.contains(value) {
      let list = allowed.isEmpty ? "nothing" : allowed.joined(separator: ", ")
      fault(name, "choice", "`\(name)` does not know `\(value)`. Allowed: \(list).", "参数 \(name) 不支持 \(value)。可用：\(list)。")
    }
    var seen: Set<String> = []
    return values.filter { allowed.contains($0) && seen.insert($0).inserted }
  }

  mutating func fault(_ name: String, _ code: String, _ english: String, _ chinese: String) {
    faults.append(.init(pointer: name, code: code, detail: english, chinese: chinese))
  }

  func check() throws(BulletinError) {
    guard let first = faults.first else { return }
    throw BulletinError(.badQuery, first.detail, chinese: first.chinese, faults: faults)
  }

  private mutating func unknown(_ name: String) {
    let names = allowed.map(\.name)
    let guess = NearestName.of(name, among: names)
    // Operators would bury the names in the list; they follow one rule.
    let plain = names.filter { !$0.contains("__") }
    let operators = plain.count < names.count ? " Filters also take __gte, __gt, __lte, __lt, __in, __not, __prefix, __isnull." : ""
    let list = plain.isEmpty ? "none" : plain.joined(separator: ", ")
    fault(
      name, "unknown", "There is no parameter `\(name)` here.\(guess.map { " Did you mean `\($0)`?" } ?? "") Allowed: \(list).\(operators)",
      "没有参数 \(name)。\(guess.map { "是否想用 \($0)？" } ?? "")可用：\(list)。")
  }
}
