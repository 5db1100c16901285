import Domain
import TestSupport
import Testing

@testable import Delivery

struct MessengerTests {
  static let body = #"{"type":"article.published"}"#

  static func due(_ url: String) -> DueDelivery {
    let delivery = Delivery(id: "0192", webhook: "w", event: "article.published", body: Array(body.utf8), createdAt: 0)
    return DueDelivery(delivery: delivery, url: url, secrets: [Array(0..<32)])
  }

  static let now: Int64 = 1_700_000_000_999

  @Test func `a delivery is one signed POST`() throws {
    let receiver = try Receiver()
    let result = Messenger(allowsPrivate: true).send(Self.due("http://127.0.0.1:\(receiver.port)/in?a=b"), now: Self.now)
    #expect(result.answer == 204)
    #expect(result.error == nil)
    let message = try #require(try receiver.messages(1).first)
    #expect(message.head.hasPrefix("POST /in?a=b HTTP/1.1\r\nHost: 127.0.0.1:\(receiver.port)\r\n"))
    #expect(message["webhook-id"] == "0192")
    #expect(message["webhook-timestamp"] == "1700000000")
    #expect(message["webhook-signature"] == "v1,8d4xbHkMMk+NiKLVVBVzDcDRG/e7MdbhTdT2knH9fY8=")
    #expect(message["content-type"] == "application/json")
    #expect(message.text == Self.body)
  }

  @Test(arguments: [("301 Moved", 301), ("410 Gone", 410), ("500 Oh", 500), ("200 OK", 200)])
  func `the status of the answer comes back, and no redirect is followed`(line: String, status: Int) throws {
    let elsewhere = try Receiver()
    let receiver = try Receiver(answers: [Receiver.answer(line, "Location: http://127.0.0.1:\(elsewhere.port)/\r\nContent-Length: 0\r\n")])
    #expect(Messenger(allowsPrivate: true).send(Self.due("http://127.0.0.1:\(receiver.port)/"), now: 0).answer == status)
    elsewhere.stop()
    #expect(throws: TestFailure.self) { try elsewhere.messages(1, within: 0) }
  }

  @Test(arguments: ["", "HTTP/1.1 200", "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 12_000)])
  func `an answer that is none is an error and not a hang`(answer: String) throws {
    let receiver = try Receiver(answers: [answer])
    let result = Messenger(allowsPrivate: true).send(Self.due("http://127.0.0.1:\(receiver.port)/"), now: 0)
    #expect(result.answer == nil)
    #expect(result.error != nil)
  }

  @Test func `a receiver that says nothing is given up in time`() throws {
    // Connections wait there to be accepted, for ever.
    let silent = try Listening()
    let result = Messenger(allowsPrivate: true, timeout: .milliseconds(50)).send(Self.due("http://127.0.0.1:\(silent.port)/"), now: 0)
    #expect(result.answer == nil)
    #expect(result.error == Undelivered.tooSlow.sentence)
  }

  @Test(arguments: ["https://127.0.0.1:", "https://rebound.example:", "http://127.0.0.1:"])
  func `what is private is not connected to, whatever its name said before`(start: String) throws {
    let receiver = try Receiver()
    let messenger = Messenger(allowsPrivate: false) { _, port in ResolvedAddress.all(of: "127.0.0.1", port: port) }
    let result = messenger.send(Self.due("\(start)\(receiver.port)/"), now: 0)
    #expect(result.answer == nil)
    #expect(result.error?.isEmpty == false)
    receiver.stop()
    #expect(throws: TestFailure.self) { try receiver.messages(1, within: 0) }
  }

  @Test(arguments: [("localhost", true, 204), ("127.0.0.1", true, nil), ("localhost", false, nil)] as [(String, Bool, Int?)])
  func `over TLS the host must prove its name`(host: String, isKnown: Bool, status: Int?) throws {
    let certificate = try Certificate()
    let other = try Certificate()
    let receiver = try Receiver(certificate: certificate)
    let messenger = Messenger(allowsPrivate: true, authorities: (isKnown ? certificate : other).certificate) {
      ResolvedAddress.all(of: $0 == "localhost" ? "127.0.0.1" : $0, port: $1)
    }
    let result = messenger.send(Self.due("https://\(host):\(receiver.port)/"), now: 0)
    #expect(result.answer == status, "\(result.error ?? "")")
    if status == nil { #expect(result.error?.contains("certificate") == true, "\(result.error ?? "")") }
  }
}
