import App
import JSON
import Testing

struct JSON5ReaderTests {
  @Test(arguments: [
    ("{}", "{}"), ("{a: 1}", "{\"a\":1}"), ("{'a b': 'c\"d', \"e\": \"f'g\",}", "{\"a b\":\"c\\\"d\",\"e\":\"f'g\"}"),
    ("// x\n{/* y\n * z */ a: [1, 2,], }", "{\"a\":[1,2]}"), ("[0x10, -0xA, +3, .5, 5., -1.5e2]", "[16,-10,3,0.5,5,-150]"),
    ("[null, true, false]", "[null,true,false]"), ("'a\\\nb\\x41\\u5200\\n'", "\"abA刀\\n\""), ("\u{FEFF}{刊: '期'}", "{\"刊\":\"期\"}"),
    ("{$a_1: 1}", "{\"$a_1\":1}"),
  ])
  func `JSON5 is read`(text: String, json: String) throws {
    #expect(String(decoding: try JSON5Reader.read(text).bytes, as: UTF8.self) == json)
  }

  @Test(arguments: [
    ("", 1, 1), ("{", 1, 2), ("{a}", 1, 3), ("{a:}", 1, 4), ("{a:1 b:2}", 1, 6), ("{\n  a: 1,\n  a: 2\n}", 3, 3), ("{a: nope}", 1, 5),
    ("[1 2]", 1, 4), ("'abc", 1, 1), ("'a\nb'", 1, 1), ("/* x", 1, 1), ("/x", 1, 1), ("{} {}", 1, 4), ("'\\u12'", 1, 4), ("{1a: 2}", 1, 4),
    (String(repeating: "[", count: 33), 1, 34),
  ])
  func `a mistake is told with its place`(text: String, line: Int, column: Int) {
    let fault = #expect(throws: JSON5Reader.Fault.self) { try JSON5Reader.read(text) }
    #expect(fault?.line == line)
    #expect(fault?.column == column)
  }

  @Test func `no prefix of a file crashes the reader`() {
    let text = "// c\n{a: 'x\\n', /* y */ b: [1, 0x2, {c: .5}], \"d\": null}"
    for length in 0..<text.count {
      #expect(throws: JSON5Reader.Fault.self) { try JSON5Reader.read(String(text.prefix(length))) }
    }
  }
}
