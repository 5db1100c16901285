/// Takes the framing off a request body (RFC 9112 6 and 7) as its bytes come, and keeps it within a limit.
package struct BodyDecoder: Sendable {
  private enum Phase: Sendable {
    case data(left: Int)
    case chunkHead
    case chunkData(left: Int)
    case chunkEnd
    case trailers
    case complete
  }

  private let limit: Int
  private var phase: Phase
  private var line: ChunkLine
  private var trailers: TrailerSection

  /// Bytes of body decoded so far.
  package private(set) var count = 0

  package var isComplete: Bool {
    if case .complete = phase { true } else { false }
  }

  /// Throws 413 at once where the length is announced and over the limit.
  package init(framing: BodyFraming, limit: Int, limits: HTTPLimits = HTTPLimits()) throws(HTTPFault) {
    self.limit = limit
    line = ChunkLine(limits: limits)
    trailers = TrailerSection(limit: limits.maxTrailerBytes)
    switch framing {
    case .none: phase = .complete
    case .chunked: phase = .chunkHead
    case .contentLength(let length):
      guard length <= limit else { throw .bodyTooLarge(limit) }
      phase = length == 0 ? .complete : .data(left: length)
    }
  }

  /// Decodes what is there, appends the body's bytes and returns how many bytes of the input were used.
  ///
  /// After a fault the connection must close. What follows a complete body is left for the next request.
  package mutating func decode(_ input: Span<UInt8>, into body: inout [UInt8]) throws(HTTPFault) -> Int {
    var cursor = 0
    while cursor < input.count {
      switch phase {
      case .complete: return cursor
      case .data(let left):
        let used = copy(input, cursor, atMost: left, into: &body)
        phase = used == left ? .complete : .data(left: left - used)
        cursor += used
      case .chunkData(let left):
        let used = copy(input, cursor, atMost: left, into: &body)
        phase = used == left ? .chunkEnd : .chunkData(left: left - used)
        cursor += used
      default:
        try takeFraming(input[cursor])
        cursor += 1
      }
    }
    return cursor
  }

  private mutating func takeFraming(_ byte: UInt8) throws(HTTPFault) {
    switch phase {
    case .chunkHead:
      guard let size = try line.take(byte) else { return }
      guard size <= limit - count else { throw .bodyTooLarge(limit) }
      phase = size == 0 ? .trailers : .chunkData(left: size)
    case .chunkEnd:
      if try line.takeEnd(byte) { phase = .chunkHead }
    case .trailers:
      if try trailers.take(byte) { phase = .complete }
    case .data, .chunkData, .complete: break
    }
  }

  private mutating func copy(_ input: Span<UInt8>, _ start: Int, atMost left: Int, into body: inout [UInt8]) -> Int {
    let used = min(left, input.count - start)
    input.extracting(start..<start + used).withUnsafeBufferPointer { body.append(contentsOf: $0) }
    count += used
    return used
  }
}

extension HTTPFault {
  package static func bodyTooLarge(_ limit: Int) -> HTTPFault {
    HTTPFault(413, "content-too-large", "The body is larger than the \(limit) bytes allowed here.")
  }
}
