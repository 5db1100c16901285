import HTTP

/// What a connection must keep of a request that is not answered in one go: a head or body in parts, an answer made later, a long body.
///
/// Confined to its connection's loop; a connection between requests has none.
final class Exchange {
  var request: Request
  var parser: RequestParser
  var decoder: BodyDecoder?
  /// Milliseconds of the loop's clock at the end of the head.
  var bodyStart: Int64 = 0
  /// Nanoseconds at the end of the head.
  var started: UInt64 = 0
  /// Tells this exchange's messages from those of an earlier one.
  var number: UInt32 = 0
  var stream: BodyStream?

  init(request: Request, parser: RequestParser) {
    self.request = request
    self.parser = parser
  }
}

/// A body that is sent in pieces as they are made.
struct BodyStream {
  enum Source {
    case pulled(@Sendable () throws -> [UInt8]?)
    case pushed(PushedBody)
  }

  var source: Source
  var response: Response
  var delivery = ResponseEncoder.Delivery.complete
  var isHeadSent = false
  /// A piece is being made.
  var isPulling = false
  /// Bytes handed to the connection, head and framing included.
  var bytes = 0
  /// Bytes of pushed pieces that the kernel has not taken yet.
  var unread = 0
}
