import Testing

@testable import HTTP

struct QueryParametersTests {
  static func read(_ query: String) throws(HTTPFault) -> [String] {
    let bytes = Array(query.utf8)
    return try QueryParameters(bytes.span, 0..<bytes.count).all.map { "\($0.name):\($0.value)" }
  }

  @Test(
    arguments: [
      ("", []), ("a=b", ["a:b"]), ("a=b&c=d", ["a:b", "c:d"]), ("a", ["a:"]), ("a=", ["a:"]), ("a=b=c", ["a:b=c"]), ("&&a=b&", ["a:b"]),
      ("a=%E6%A8%A1+x%2B%26", ["a:模 x+&"]), ("%61=b", ["a:b"]), ("a=b?c/d", ["a:b?c/d"]), ("a=%0A", ["a:\n"]),
    ] as [(String, [String])])
  func `a query is decoded in order`(_ query: String, _ expected: [String]) throws {
    #expect(try Self.read(query) == expected)
  }

  @Test(arguments: ["a=b&a=b", "a=b&%61=c", "=b", "a=%", "a=%4", "a=%zz", "a=%ff", "a=%c0%80", "a=%00", "a=%e6&b=%a8", "%=a", "a&a"])
  func `a query that could be read in two ways is refused`(_ query: String) {
    let fault = #expect(throws: HTTPFault.self) { try Self.read(query) }
    #expect(fault?.status == 400)
    #expect(fault?.code == "bad-query")
  }

  @Test func `the limits of a query hold at one below, at, and one above`() {
    func fails(_ query: String) -> Bool {
      do { return try Self.read(query).isEmpty } catch { return true }
    }
    #expect([31, 32, 33].map { count in fails((0..<count).map { "a\($0)=" }.joined(separator: "&")) } == [false, false, true])
    #expect([1_023, 1_024, 1_025].map { fails("a=" + String(repeating: "b", count: $0)) } == [false, false, true])
    #expect([1_023, 1_024, 1_025].map { fails("a=" + String(repeating: "%62", count: $0)) } == [false, false, true])
  }

  @Test(arguments: ["", "a b/ü模~", "100%", "\u{0}"])
  func `what is encoded decodes to itself`(_ text: String) {
    let encoded = PercentCoding.encode(text)
    #expect(encoded.utf8.allSatisfy { ByteSet.unreserved.contains($0) || $0 == UInt8(ascii: "%") })
    // NUL is written as it must be, and never read.
    #expect(PercentCoding.decode(encoded) == (text.contains("\u{0}") ? nil : text))
  }

  @Test func `the automaton takes the UTF-8 that the standard library takes`() {
    var state: UInt64 = 42
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let bytes = withUnsafeBytes(of: state >> 24) { Array($0.prefix(4)) }
      var automaton = UTF8Automaton()
      let isTaken = bytes.allSatisfy { automaton.take($0) } && automaton.isBetweenCharacters
      #expect(isTaken == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
    }
  }
}
