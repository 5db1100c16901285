import Testing

@testable import JSON

struct JSONWriterTests {
  static func write(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func `members and elements are set apart by commas, however deep`() {
    let text = Self.write {
      $0.object {
        $0.key("a")
        $0.strings(["x", "y"])
        $0.key("b" as String)
        $0.array {
          $0.object { _ in }
          $0.array { _ in }
          $0.null()
        }
        $0.key("c")
        $0.raw("{}")
        $0.key("d")
        $0.optional(nil as Int?)
        $0.key("e")
        $0.raw(json: Array("[1]".utf8))
      }
    }
    #expect(text == #"{"a":["x","y"],"b":[{},[],null],"c":{},"d":null,"e":[1]}"#)
  }

  @Test(
    arguments: [
      ("", "\"\""), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t\u{1}\u{1F}\u{0}", #""\n\r\t\u0001\u001f\u0000""#),
      ("模具😀\u{7F}", "\"模具😀\u{7F}\""),
    ] as [(String, String)])
  func `a string is escaped where it must be and nowhere else`(_ text: String, _ expected: String) {
    #expect(Self.write { $0.string(text) } == expected)
  }

  @Test(
    arguments: [
      (1.5, "1.5"), (2, "2"), (-0.25, "-0.25"), (1e300, "1e+300"), (.nan, "null"), (.infinity, "null"),
      (123_456_789_012_345_680, "1.2345678901234568e+17"),
    ] as [(Double, String)])
  func `a number is one that JSON can say`(_ value: Double, _ expected: String) {
    #expect(Self.write { $0.number(value) } == expected)
  }

  @Test(arguments: ["null", "[1,-2.5,\"a\\n\",{\"b\":true}]", "{\"a\":{\"b\":[]},\"c\":\"模\"}"])
  func `what was read is written again as it was`(_ text: String) throws {
    #expect(String(decoding: try JSONReader().read(Array(text.utf8)).bytes, as: UTF8.self) == text)
  }

  @Test func `every byte is escaped rightly wherever it stands`() throws {
    for byte in UInt8.min...0x7F {
      for place in 0..<20 {
        var text = [UInt8](repeating: UInt8(ascii: "x"), count: 20)
        text[place] = byte
        let string = String(decoding: text, as: UTF8.self)
        #expect(try JSONReaderTests.read(Self.write { $0.string(string) }) == .string(string))
      }
    }
  }
}
