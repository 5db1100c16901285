import Dispatch
import Domain
import HTTP
import JSON

/// Changes as server-sent events: the number of a change is the event's id, so that a client that comes back misses none.
struct StreamRoutes: Sendable {
  static let since = QueryParameter("since", .integer(0...Int64.max), "Changes after this number; Last-Event-ID goes first.", default: "0")

  func stream(_ call: Call) throws -> Answer {
    try call.negotiate(["text/event-stream"])
    var reader = call.parameters()
    let asked = Int64(reader.value("since") ?? "0") ?? 0
    try reader.check()
    let last = call.request.head.text(.lastEventID)
    guard last == nil || last.flatMap({ Int64($0) }) != nil else {
      throw Failure.malformed("Last-Event-ID must be the id of an event of this stream.", "Last-Event-ID 应为本事件流中的事件编号。")
    }
    let later = call.offLoop
    let start = last.flatMap { Int64($0) } ?? asked
    var response = Response(
      status: 200,
      fields: [
        Response.Field("Content-Type", "text/event-stream"), Response.Field("Cache-Control", "no-store"), API.noSniff,
        // nginx would hold events back otherwise.
        Response.Field("X-Accel-Buffering", "no"),
      ] + call.api.crossOrigin.fields(origin: call.request.head.text(.origin), isRead: true))
    response.body = .pushed { EventPump(later, since: start, $0).start() }
    return .now(response)
  }
}

/// Sends changes to one client as they come, and a comment now and then so that proxies keep the connection.
private struct EventPump: Sendable {
  private static let pageSize = 100
  private static let heartbeatSeconds: Int64 = 15

  private let call: Call
  private let since: Int64
  private let sink: any BodySink

  init(_ call: Call, since: Int64, _ sink: any BodySink) {
    self.call = call
    self.since = since
    self.sink = sink
  }

  /// Begins off the loop that serves the client.
  func start() {
    let isTaken = call.api.workers.answer {
      if sink.send(Array("retry: 2000\n\n".utf8)) { go(on: since) }
    }
    if !isTaken { sink.finish() }
  }

  private func go(on last: Int64) {
    let generation = call.repository.generation
    var position = last
    do {
      while true {
        let page = try call.repository.changes(since: position, limit: Self.pageSize, reader: call.reader)
        if page.count > 0, !sink.send(try Self.events(page)) { return }
        position = page.last
        if page.count < Self.pageSize { break }
      }
    } catch {
      call.api.surroundings.report(call.requestID, error)
      return sink.finish()
    }
    let next = position
    let isTaken = call.api.watch.wait(since: generation, seconds: Self.heartbeatSeconds) {
      if sink.send(Array(":\n\n".utf8)) { go(on: next) }
    }
    if !isTaken { sink.finish() }
  }

  // Only durable changes carry an id; a comment carries none.
  private static func events(_ page: ChangePage) throws -> [UInt8] {
    var events: [UInt8] = []
    for item in JSONElements.split(page.items) {
      let change = try JSONReader().read(Array(item)).object ?? [:]
      events += "id: \(change["seq"]?.integer ?? 0)\nevent: \(change["op"]?.string ?? "update")\ndata: ".utf8
      events += item
      events += "\n\n".utf8
    }
    return events
  }
}
