import Foundation
import HTTP
import Synchronization

@testable import Server

/// A handler made of closures, which counts what it is told.
final class TestHandler: RequestHandler {
  struct Finished: Equatable {
    var status: Int
    var bytes: Int
    var path = ""
    var route: String?
    var token: String?
  }

  private let admission: @Sendable (Request) -> Admission
  private let answer: @Sendable (Request) -> Answer
  private let log = Mutex<[Finished]>([])

  init(
    admission: @escaping @Sendable (Request) -> Admission = { _ in .body(limit: 1_000_000) },
    answer: @escaping @Sendable (Request) -> Answer = { .now(TestHandler.echo($0)) }
  ) {
    self.admission = admission
    self.answer = answer
  }

  /// Answers with the method, the target, and the body.
  static func echo(_ request: Request) -> Response {
    let text = "\(request.head.string(request.head.methodName)) \(request.head.string(request.head.target)) "
    return Response(status: 200, body: .bytes(Array(text.utf8) + request.body))
  }

  var finished: [Finished] { log.withLock { $0 } }

  func admit(_ request: Request) -> Admission { admission(request) }
  func respond(to request: Request) -> Answer { answer(request) }

  func refusal(_ fault: HTTPFault, request: Request?) -> Response {
    var response = Response(status: fault.status, body: .bytes(Array(fault.code.utf8)))
    if let seconds = fault.retryAfter { response.fields.append(.init("Retry-After", "\(seconds)")) }
    return response
  }

  func rest(loop: Int) {}
  func finished(_ request: Request, status: Int, bytes: Int, nanoseconds: UInt64, trace: Trace) {
    let path = request.head.string(request.head.path)
    log.withLock { $0.append(Finished(status: status, bytes: bytes, path: path, route: trace.route, token: trace.token)) }
  }
}

/// A running server on a free loopback port, stopped with its last reference.
final class House: Sendable {
  let server: Server
  let address: SocketAddress

  init(
    _ handler: any RequestHandler = TestHandler(), host: String = "127.0.0.1:0", loops: Int = 1,
    limits: (inout ServerLimits) -> Void = { _ in }
  ) throws {
    var settings = ServerLimits()
    settings.connectionsPerAddress = 0
    settings.linger = .milliseconds(200)
    limits(&settings)
    let listener = try Listener(SocketAddress(host)!)
    server = try Server(listeners: [listener], handler: handler, limits: settings, loops: loops)
    address = listener.address
    server.start()
  }

  deinit { server.drain() }

  func client(receiveBuffer: Int32? = nil) throws -> Client { try Client(address, receiveBuffer: receiveBuffer) }

  /// Waits until a condition holds; false if it does not in ten seconds.
  static func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = Date().addingTimeInterval(10)
    while !condition() {
      if Date() > deadline { return false }
      // Gives the server's threads the processor.
      poll(nil, 0, 1)
    }
    return true
  }
}
