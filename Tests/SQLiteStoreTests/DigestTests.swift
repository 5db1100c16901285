import Cryptography
import Testing

@Suite struct DigestTests {
  @Test func `SHA-256 is that of FIPS 180-4`() {
    #expect(
      Encodings.hexadecimal(Digest.sha256(Array("abc".utf8))) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test(arguments: [
    // RFC 4231, cases 1 and 6: a key shorter than a block, and one longer.
    ([UInt8](repeating: 0x0B, count: 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    (
      [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
      "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    ),
  ])
  func `HMAC is that of RFC 2104`(_ key: [UInt8], _ message: String, _ digest: String) {
    #expect(Encodings.hexadecimal(Digest.authenticate(Array(message.utf8), key: key)) == digest)
  }

  @Test(
    arguments: [
      // The authors' own vectors: under the key 00 01 … 0f, messages of so many bytes counting up from 00.
      (0, 0x726F_DB47_DD0E_0E31), (7, 0xAB02_00F5_8B01_D137), (8, 0x93F5_F579_9A93_2462), (15, 0xA129_CA61_49BE_45E5),
    ] as [(UInt8, UInt64)])
  func `SipHash is that of its authors`(_ count: UInt8, _ digest: UInt64) {
    #expect(SipHash.digest(Array(0..<count), key: Array(0..<16)) == digest)
  }

  @Test func `base64url reads back what it wrote`() {
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ count) }
      let text = Encodings.base64URL(bytes)
      #expect(text.utf8.count == (count * 8 + 5) / 6)
      #expect(Encodings.bytes(base64URL: text) == bytes)
    }
    #expect(Encodings.base64URL([0xFB, 0xFF]) == "-_8")
  }
}
