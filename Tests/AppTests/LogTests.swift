import App
import Foundation
import JSON
import Testing

struct LogTests {
  /// What a log of that form writes of these members.
  func written(_ form: Log.Form, _ members: [(String, JSONValue)]) throws -> String {
    let pipe = Pipe()
    let log = Log(form: form, descriptor: pipe.fileHandleForWriting.fileDescriptor)
    log.write(members)
    log.flush()
    try pipe.fileHandleForWriting.close()
    return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
  }

  @Test func `a line is one JSON object in the order given`() throws {
    let line = try written(.json, [("path", .string("/v1/a\"b")), ("status", .integer(200)), ("token", .null)])
    #expect(line == "{\"path\":\"/v1/a\\\"b\",\"status\":200,\"token\":null}\n")
  }

  @Test(arguments: ["a\nb", "a\u{1B}[31mb", "a\u{7F}b", "a\u{85}b", "a\u{2028}b", "a\0b"], [Log.Form.json, .text])
  func `no control character reaches the log`(text: String, form: Log.Form) throws {
    let line = try written(form, [("path", .string(text))])
    #expect(line.hasSuffix("\n"))
    let inner = line.dropLast().unicodeScalars
    #expect(inner.allSatisfy { $0.properties.generalCategory != .control && $0.value != 0x2028 })
    #expect(line.contains("\\u{"))
  }

  @Test func `a long text is cut`() throws {
    let line = try written(.json, [("path", .string(String(repeating: "刊", count: 5000)))])
    #expect(line.utf8.count < 2200)
    #expect(line.contains("…"))
  }

  @Test func `text is for people`() throws {
    #expect(try written(.text, [("message", .string("ready")), ("url", .string("http://a b"))]) == "ready url=\"http://a b\"\n")
  }

  @Test func `none is silent`() throws {
    #expect(try written(.none, [("message", .string("ready"))]).isEmpty)
  }
}
