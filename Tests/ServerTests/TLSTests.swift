import COpenSSL
import Foundation
import HTTP
import TestSupport
import Testing

@testable import Server

struct TLSTests {
  /// A server with TLS and the files of its pair.
  private final class SecureHouse {
    let certificate: Certificate
    let context: TLSContext
    let server: Server
    let address: SocketAddress

    init(_ handler: any RequestHandler = TestHandler(), limits: (inout ServerLimits) -> Void = { _ in }) throws {
      certificate = try Certificate()
      context = try TLSContext(certificate: certificate.certificate, key: certificate.key)
      var settings = ServerLimits()
      settings.connectionsPerAddress = 0
      limits(&settings)
      let listener = try Listener(SocketAddress("127.0.0.1:0")!, tls: context)
      server = try Server(listeners: [listener], handler: handler, limits: settings, loops: 1)
      address = listener.address
      server.start()
    }

    deinit { server.drain() }

    func client(version: Int32? = nil, session: OpaquePointer? = nil, protocols: String? = nil) throws -> TLSClient {
      TLSClient(try Client(address), version: version, session: session, protocols: protocols)
    }
  }

  @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
  func `a request over TLS is answered`(version: Int32) throws {
    let house = try SecureHouse()
    let client = try house.client(version: version, protocols: "http/1.1")
    #expect(client.connect())
    for number in 1...3 {
      client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(client.answer()?.body == "GET /\(number) ")
    }
  }

  @Test(arguments: [TLS1_VERSION, TLS1_1_VERSION])
  func `an old version is refused`(version: Int32) throws {
    let house = try SecureHouse()
    #expect(try !house.client(version: version).connect())
  }

  @Test func `a client that speaks another protocol is refused`() throws {
    let house = try SecureHouse()
    #expect(try !house.client(protocols: "h2").connect())
    #expect(try house.client(protocols: "http/1.1").connect())
  }

  @Test func `a large answer and a large body pass whole`() throws {
    let house = try SecureHouse()
    let client = try house.client()
    #expect(client.connect())
    let body = String(repeating: "0123456789", count: 50_000)
    client.send("POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\nConnection: close\r\n\r\n" + body)
    #expect(client.answer()?.body == "POST /b " + body)
    #expect(client.receive() == SSL_ERROR_ZERO_RETURN, "the end is told by a close_notify")
  }

  @Test(arguments: [TLS1_2_VERSION, TLS1_3_VERSION])
  func `a session is resumed by its ticket`(version: Int32) throws {
    let house = try SecureHouse()
    let first = try house.client(version: version)
    #expect(first.connect())
    first.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(first.answer()?.status == 200)
    let session = try #require(SSL_get1_session(first.ssl))
    defer { SSL_SESSION_free(session) }
    let second = try house.client(version: version, session: session)
    #expect(second.connect())
    #expect(SSL_session_reused(second.ssl) == 1)
  }

  @Test func `records that come in parts are put together`() throws {
    let house = try SecureHouse()
    let raw = try Client(house.address)
    let pair = try #require(SSL_CTX_new(TLS_client_method()))
    defer { SSL_CTX_free(pair) }
    let ssl = try #require(SSL_new(pair))
    defer { SSL_free(ssl) }
    let (incoming, outgoing) = (BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()))
    SSL_set_bio(ssl, incoming, outgoing)
    var room = [UInt8](repeating: 0, count: 65_536)
    func pump() {
      while true {
        let count = BIO_read(outgoing, &room, Int32(room.count))
        guard count > 0 else { return }
        for byte in room[..<Int(count)] { raw.send([byte]) }
      }
    }
    func feed() {
      let before = raw.received.count
      raw.receive()
      let fresh = Array(raw.received[before...])
      BIO_write(incoming, fresh, Int32(fresh.count))
    }
    while SSL_connect(ssl) != 1 {
      pump()
      feed()
    }
    let request = Array("GET /parts HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    SSL_write(ssl, request, Int32(request.count))
    pump()
    var answer: [UInt8] = []
    while !String(decoding: answer, as: UTF8.self).contains("GET /parts ") {
      let count = SSL_read(ssl, &room, Int32(room.count))
      if count > 0 { answer += room[..<Int(count)] } else { feed() }
      if raw.hasEnded { break }
    }
    #expect(String(decoding: answer, as: UTF8.self).hasPrefix("HTTP/1.1 200 "))
  }

  @Test func `plain HTTP on the TLS port is closed`() throws {
    let house = try SecureHouse()
    let client = try Client(house.address)
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    _ = client.receiveAll()
    #expect(client.hasEnded)
    #expect(!String(decoding: client.received, as: UTF8.self).contains("200"))
  }

  @Test func `bytes that follow a fault are thrown away, and the end after them is seen`() throws {
    let house = try SecureHouse {
      $0.maxConnections = 1
      $0.linger = .seconds(3_600)
    }
    let client = try Client(house.address)
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    client.endSending()
    _ = client.receiveAll()
    #expect(client.hasEnded)
    // There is room for one connection alone: the next is only served if the first is gone.
    #expect(
      House.eventually {
        guard let next = try? house.client(), next.connect() else { return false }
        next.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        return next.answer()?.status == 200
      })
  }

  @Test func `a handshake that is not ended is cut`() throws {
    let house = try SecureHouse { $0.tlsHandshake = .milliseconds(50) }
    let client = try Client(house.address)
    client.send([0x16, 0x03, 0x01])
    _ = client.receiveAll()
    #expect(client.hasEnded || client.wasReset)
  }

  @Test func `a pair is changed while serving and a bad pair is not`() throws {
    let house = try SecureHouse()
    let first = try fingerprint(house)
    house.certificate.write()
    try house.context.reload()
    let second = try fingerprint(house)
    #expect(first != second)
    let other = try Certificate()
    try FileManager.default.removeItem(atPath: house.certificate.key)
    try FileManager.default.copyItem(atPath: other.key, toPath: house.certificate.key)
    #expect(throws: ServerError.self) { try house.context.reload() }
    #expect(try fingerprint(house) == second)
  }

  private func fingerprint(_ house: SecureHouse) throws -> String {
    let client = try house.client()
    #expect(client.connect())
    let certificate = try #require(SSL_get1_peer_certificate(client.ssl))
    defer { X509_free(certificate) }
    return "\(ASN1_INTEGER_get(X509_get_serialNumber(certificate)))"
  }

  @Test func `too many connections are told so over TLS`() throws {
    let house = try SecureHouse { $0.maxConnections = 1 }
    let first = try house.client()
    #expect(first.connect())
    let second = try house.client()
    #expect(second.connect())
    #expect(second.answer()?.status == 503)
  }

  @Test(arguments: ["certificate", "key"])
  func `a missing file is named`(which: String) throws {
    let pair = try Certificate()
    try FileManager.default.removeItem(atPath: which == "key" ? pair.key : pair.certificate)
    let error = #expect(throws: ServerError.self) { try TLSContext(certificate: pair.certificate, key: pair.key) }
    #expect(error?.description.contains(which == "key" ? pair.key : pair.certificate) == true)
  }
}
