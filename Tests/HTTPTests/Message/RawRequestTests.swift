import Foundation
import Testing

@testable import HTTP

/// A file of raw bytes from Tests/Fixtures/http: one or more requests, `ok` or the status of the fault in its name.
struct RawRequest: Sendable, CustomTestStringConvertible {
  let name: String
  let bytes: [UInt8]
  var testDescription: String { name }

  /// The status of the fault; nil where every request in the file is accepted.
  var status: Int? { name.split(separator: ".").dropLast().last.flatMap { Int($0) } }

  static let all: [RawRequest] = {
    let folder = URL(filePath: #filePath).appending(path: "../../../Fixtures/http").standardized
    // Without the folder the test that counts the files fails.
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.sorted { $0.path < $1.path }.compactMap { file in
      (try? Data(contentsOf: file)).map { RawRequest(name: file.lastPathComponent, bytes: Array($0)) }
    }
  }()
}

/// Everything a connection would make of the bytes: head after head, body after body, in pieces of that size.
func readAll(_ bytes: [UInt8], pieceSize: Int) throws(HTTPFault) -> [String] {
  var exchange = RequestReading()
  var available = 0
  while available < bytes.count {
    available = min(available + pieceSize, bytes.count)
    try exchange.read(bytes.span.extracting(0..<available))
  }
  return exchange.requests
}

/// The reading half of a connection, without one.
private struct RequestReading {
  private(set) var requests: [String] = []
  private var parser = RequestParser()
  private var head = RequestHead()
  private var body: [UInt8] = []
  private var decoder: BodyDecoder?
  private var used = 0

  mutating func read(_ input: Span<UInt8>) throws(HTTPFault) {
    while true {
      let rest = input.extracting(used...)
      if decoder == nil {
        guard let consumed = try parser.parse(rest, into: &head) else { return }
        used += consumed
        decoder = try BodyDecoder(framing: head.framing, limit: 100_000)
      }
      used += try decoder?.decode(input.extracting(used...), into: &body) ?? 0
      guard decoder?.isComplete == true else { return }
      requests.append(summary(head) + " " + String(decoding: body, as: UTF8.self))
      decoder = nil
      body = []
    }
  }
}

struct RawRequestTests {
  @Test func `the raw requests are there`() { #expect(RawRequest.all.count > 60) }

  @Test(arguments: RawRequest.all)
  func `a raw request is answered as its name says, in pieces of any size`(_ request: RawRequest) throws {
    for size in [1, 2, 3, 7, 100, Int.max / 2] {
      do {
        let requests = try readAll(request.bytes, pieceSize: size)
        #expect(request.status == nil && !requests.isEmpty)
      } catch {
        #expect(error.status == request.status, "\(error.detail)")
      }
    }
  }

  @Test func `a pipeline means the same in pieces of any size`() throws {
    let pipeline = try #require(RawRequest.all.first { $0.name.contains("pipeline") })
    let whole = try readAll(pipeline.bytes, pieceSize: pipeline.bytes.count)
    #expect(whole.count == 4)
    for size in 1..<80 { #expect(try readAll(pipeline.bytes, pieceSize: size) == whole) }
  }

  @Test func `mutated requests give a fault of a client's or none, the same whole and in pieces`() {
    let environment = ProcessInfo.processInfo.environment
    let seed = UInt64(environment["BULLETIN_SEED"] ?? "") ?? UInt64.random(in: 0...UInt64.max)
    let count = Int(environment["BULLETIN_MUTATIONS"] ?? "") ?? 6_000
    print("mutations: BULLETIN_SEED=\(seed) BULLETIN_MUTATIONS=\(count)")
    var mutation = Mutation(seed: seed)
    for _ in 0..<count {
      let bytes = mutation.mutate(RawRequest.all.map(\.bytes))
      let whole = Result { () throws(HTTPFault) in try readAll(bytes, pieceSize: bytes.count + 1) }
      let pieces = Result { () throws(HTTPFault) in try readAll(bytes, pieceSize: 3) }
      if case .failure(let fault) = whole { #expect((400..<500).contains(fault.status) || fault.status == 505, "seed \(seed)") }
      #expect(Self.status(whole) == Self.status(pieces), "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
  }

  private static func status(_ result: Result<[String], HTTPFault>) -> Int {
    if case .failure(let fault) = result { fault.status } else { 0 }
  }
}

/// Changes requests as an attacker's tool would, the same way for the same seed.
struct Mutation: RandomNumberGenerator {
  private var state: UInt64
  private static let pieces = [
    "\r", "\n", "\r\n", "\0", " ", "\t", ":", ";", ",", "%", "%00", "..", "chunked", "Transfer-Encoding: chunked\r\n",
    "Content-Length: 1\r\n", "é",
    "\r\n\r\n", "0\r\n\r\n", "HTTP/1.0", "HTTP/2.0", "ffffffff", "-1", "\"",
  ].map { Array($0.utf8) }

  init(seed: UInt64) { state = seed }

  // SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func mutate(_ seeds: [[UInt8]]) -> [UInt8] {
    var bytes = seeds.randomElement(using: &self) ?? []
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<5, using: &self) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &self)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Self.pieces.randomElement(using: &self) ?? [], at: place)
      case 3: bytes.insert(contentsOf: bytes[place..<min(place + 20, bytes.count)], at: place)
      default: bytes.removeSubrange(place..<min(place + 20, bytes.count))
      }
    }
    return bytes
  }
}
