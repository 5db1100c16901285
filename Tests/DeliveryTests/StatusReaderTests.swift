import Testing

@testable import Delivery

struct StatusReaderTests {
  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\n\r\n", 200), ("HTTP/1.0 410\r\nA: b\r\n\r\nrest", 410),
    ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 \r\n\r\n", 202),
    ("HTTP/1.1 101 Switching\r\n\r\n", 101),
  ])
  func `the final status is found, however the answer is cut`(text: String, status: Int) throws {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var reader = StatusReader()
      let first = try reader.take(Array(bytes[..<cut]))
      #expect(try first ?? reader.take(Array(bytes[cut...])) == status)
    }
  }

  @Test(arguments: [
    "SSH-2.0-x\r\n\r\n", "HTTP/2 200 OK\r\n\r\n", "HTTP/1.1 2000\r\n\r\n", "HTTP/1.1 2x0 OK\r\n\r\n", "HTTP/1.1\r\n\r\n", "\r\n\r\n",
  ])
  func `what is no HTTP is refused`(text: String) {
    var reader = StatusReader()
    #expect(throws: Undelivered.self) { try reader.take(Array(text.utf8)) }
  }

  @Test func `a head that does not end is given up`() throws {
    var reader = StatusReader()
    let line = [UInt8](repeating: 0x61, count: 1_000)
    while !reader.isFull { #expect(try reader.take(line) == nil) }
  }
}
