import Testing

@testable import JSON

struct JSONReaderTests {
  static func read(_ text: String) throws(JSONFault) -> JSONValue { try JSONReader().read(Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", .null), (" true ", .boolean(true)), ("\tfalse\r\n", .boolean(false)), ("0", .integer(0)), ("-0", .integer(0)),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .number(9_223_372_036_854_775_808)),
      ("1.0", .integer(1)), ("1e2", .integer(100)), ("1.5E-1", .number(0.15)), ("-1.5e+1", .integer(-15)), ("\"\"", .string("")),
      ("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u6a21\"", .string("a\"\\/\u{8}\u{C}\n\r\tA模")), ("\"\\ud83d\\uDE00\"", .string("😀")),
      ("\"模具\u{7F}\"", .string("模具\u{7F}")), ("\"\\u0000\"", .string("\u{0}")), ("[]", .array([])), ("{}", .object([:])),
      ("[1,[2],{\"a\":null}]", .array([.integer(1), .array([.integer(2)]), .object(["a": .null])])),
      (" { \"a\" : 1 , \"\" : \"b\" } ", .object(["a": .integer(1), "": .string("b")])),
    ] as [(String, JSONValue)])
  func `a text is read`(_ text: String, _ value: JSONValue) throws { #expect(try Self.read(text) == value) }

  @Test(
    arguments: [
      ("", "line 1, column 1"), ("  ", "column 3"), ("nul", "column 1"), ("nulL", "column 1"), ("True", "column 1"), ("1 2", "column 3"),
      ("01", "column 1"), ("-", "column 2"), ("1.", "column 3"), (".5", "column 1"), ("+1", "column 1"), ("1e", "column 3"),
      ("1e400", "too large"),
      ("0x10", "column 2"), ("NaN", "column 1"), ("-Infinity", "digit"), ("'a'", "column 1"), ("\"a", "no end"), ("\"a\nb\"", "control"),
      ("\"\\x41\"", "escape"), ("\"\\u12g4\"", "four"), ("\"\\u12", "four"), ("\"\\ud800\"", "surrogate"), ("\"\\udc00\"", "surrogate"),
      ("\"\\ud800\\u0041\"", "surrogate"), ("\"\\", "escape"), ("[1,]", "column 4"), ("[1 2]", "comma"), ("[", "ends"), ("[1", "comma"),
      ("{\"a\":1,}", "name"), ("{a:1}", "name"), ("{\"a\" 1}", "colon"), ("{\"a\":}", "no value"), ("{\"a\":1", "comma"), ("{,}", "name"),
      ("{\"a\":1,\n \"b\":2,\n \"a\":3}", "twice at line 3, column 2"), ("{\"a\":1,\"\\u0061\":2}", "twice"), ("[]]", "goes on"),
      ("// x\n1", "column 1"),
      ("\u{FEFF}1", "column 1"), ("[\"模\", x]", "column 7"), ("\"a\u{0}\"", "control"),
    ] as [(String, String)])
  func `what is malformed is told with its place`(_ text: String, _ part: String) {
    let fault = #expect(throws: JSONFault.self) { try Self.read(text) }
    guard case .malformed(let sentence)? = fault else {
      Issue.record("\(String(describing: fault))")
      return
    }
    #expect(sentence.contains(part), "\(sentence)")
  }

  @Test(
    arguments: [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0x22, 0xE6, 0xA8, 0x22]] as [[UInt8]])
  func `text that is no UTF-8 is refused`(_ bytes: [UInt8]) {
    #expect(throws: JSONFault.malformed("the string is not valid UTF-8 at line 1, column 1")) { try JSONReader().read(bytes) }
  }

  @Test func `each limit holds at one below, at, and one above`() {
    func fault(_ text: String) -> JSONFault? {
      do {
        _ = try Self.read(text)
        return nil
      } catch { return error }
    }
    func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
    #expect([31, 32, 33].map { fault(nested($0)) } == [nil, nil, .tooDeep(limit: 32)])
    func members(_ count: Int) -> String { "{" + (0..<count).map { "\"\($0)\":0" }.joined(separator: ",") + "}" }
    #expect([999, 1_000, 1_001].map { fault(members($0)) } == [nil, nil, .tooManyKeys(limit: 1_000)])
    func digits(_ count: Int) -> String { String(repeating: "1", count: count) }
    #expect([31, 32, 33].map { fault(digits($0)) } == [nil, nil, .tooManyDigits(limit: 32)])
    #expect(fault("0." + digits(32)) == .tooManyDigits(limit: 32))
    #expect(fault(String(repeating: "[", count: 100_000)) == .tooDeep(limit: 32))
  }
}
