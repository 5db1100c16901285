import Domain

/// Checks a value given after the question mark against a field's kind.
enum ParameterValue {
  struct Problem: Error {
    var code: String
    /// Follows "must be" and "应为".
    var wording: Wording
  }

  /// The value in the form that the store compares with: flags `true` or `false`, times in UTC.
  static func normal(_ text: String, _ kind: Field.Kind) -> Result<String, Problem> {
    switch kind {
    case .text(let max):
      // No text has more characters than bytes, and those need no counting.
      text.utf8.count <= max || text.count <= max
        ? .success(text) : fail("length", "at most \(max) characters long.", "至多 \(max) 个字符。")
    case .integer(let range): integer(text, range)
    case .number(let range):
      Double(text).map(range.contains) == true
        ? .success(text)
        : fail("range", "a number from \(range.lowerBound) to \(range.upperBound).", "应为 \(range.lowerBound) 至 \(range.upperBound) 的数。")
    case .boolean: flag(text)
    case .date: CalendarDate(text) != nil ? .success(text) : fail("format", "a date as YYYY-MM-DD.", "应为 YYYY-MM-DD 形式的日期。")
    case .time: time(text)
    case .choice(let allowed):
      allowed.contains(text)
        ? .success(text)
        : fail("choice", "one of \(allowed.joined(separator: ", ")).", "应为下列之一：\(allowed.joined(separator: "、"))。")
    case .list(let element, _): normal(text, element)
    case .reference, .body, .object: text.count <= 200 ? .success(text) : fail("length", "at most 200 characters long.", "至多 200 个字符。")
    }
  }

  private static func fail(_ code: String, _ english: String, _ chinese: String) -> Result<String, Problem> {
    .failure(Problem(code: code, wording: Wording(english, chinese)))
  }

  private static func integer(_ text: String, _ range: ClosedRange<Int64>) -> Result<String, Problem> {
    if let value = Int64(text), range.contains(value), !text.hasPrefix("+") { return .success(String(value)) }
    let isOpen = range.upperBound == .max
    return fail(
      "range", isOpen ? "a whole number from \(range.lowerBound)." : "a whole number from \(range.lowerBound) to \(range.upperBound).",
      isOpen ? "应为不小于 \(range.lowerBound) 的整数。" : "应为 \(range.lowerBound) 至 \(range.upperBound) 的整数。")
  }

  private static func flag(_ text: String) -> Result<String, Problem> {
    switch text {
    case "1", "true": .success("true")
    case "0", "false": .success("false")
    default: fail("choice", "1, true, 0 or false.", "应为 1、true、0 或 false。")
    }
  }

  private static func time(_ text: String) -> Result<String, Problem> {
    // The store takes a bare day as the whole of it.
    if CalendarDate(text) != nil { return .success(text) }
    // A plus sign that was not encoded arrives as a space.
    if let time = Timestamp(text.replacing(" ", with: "+")) { return .success(time.text) }
    return fail("format", "a time as 2025-01-31T08:00:00Z, or a date.", "应为 2025-01-31T08:00:00Z 形式的时间，或日期。")
  }
}
