import Testing

@testable import HTTP

@Suite struct WideHashTests {
  @Test func `no single byte can change, move or be left out unnoticed`() {
    let text = (0..<100).map { UInt8($0) }
    var seen: Set<[UInt64]> = []
    var count = 0
    func look(_ bytes: [UInt8]) {
      let hash = WideHash(bytes, 0..<bytes.count, seed: 0)
      seen.insert([hash.high])
      seen.insert([hash.low])
      count += 2
    }
    look(text)
    for index in text.indices {
      var other = text
      other[index] ^= 0x80
      look(other)
      look(Array(text[..<index]))
      look(Array(text[..<index]) + [0])
      if index > 0 { look(Array(text[index...] + text[..<index])) }
    }
    #expect(seen.count == count - 2)
  }

  @Test func `a stretch hashes alike wherever it lies, and by its seed`() {
    let text = Array("--an address--".utf8)
    let inside = WideHash(text, 2..<12, seed: 7)
    let alone = Array("an address".utf8)
    let same = WideHash(alone, 0..<10, seed: 7)
    #expect((inside.high, inside.low) == (same.high, same.low))
    #expect(WideHash(alone, 0..<10, seed: 8).low != same.low)
  }
}
