import Testing

@testable import Delivery

struct SignatureTests {
  /// The first is the example of the reference libraries; the others were computed apart from this program.
  @Test(
    arguments: [
      (
        "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, #"{"test": 2432232314}"#,
        [[49, 242, 144, 246, 191, 6, 41, 138, 171, 79, 8, 212, 60, 63, 8, 44, 246, 72, 163, 98, 218, 45, 164, 176]],
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
      ),
      (
        "0192", 1_700_000_000, #"{"type":"article.published"}"#, [Array(0..<32)], "v1,8d4xbHkMMk+NiKLVVBVzDcDRG/e7MdbhTdT2knH9fY8="
      ),
      (
        "0192", 1_700_000_000, #"{"type":"article.published"}"#, [Array(0..<64), Array(0..<32)],
        "v1,dF9dI94PpY26FNBOCTb4L8D3RhrNgrN0Dy04ejdwMKo= v1,8d4xbHkMMk+NiKLVVBVzDcDRG/e7MdbhTdT2knH9fY8="
      ),
    ] as [(String, Int64, String, [[UInt8]], String)])
  func `a message is signed with each secret`(id: String, timestamp: Int64, body: String, secrets: [[UInt8]], field: String) {
    #expect(Signature.field(id: id, timestamp: timestamp, body: Array(body.utf8), secrets: secrets) == field)
  }
}
