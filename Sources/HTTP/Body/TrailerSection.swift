/// The field lines behind a chunked body (RFC 9112 7.1.2): held to the grammar of fields, counted, and thrown away.
///
/// A trailer never reaches a handler, so it can neither authorise nor reframe anything.
struct TrailerSection: Sendable {
  private enum Phase: Sendable { case lineStart, name, value, lineFeed, lastLineFeed }

  private let limit: Int
  private var phase = Phase.lineStart
  private var count = 0

  init(limit: Int) { self.limit = limit }

  /// True at the end of the empty line that ends the section.
  mutating func take(_ byte: UInt8) throws(HTTPFault) -> Bool {
    count += 1
    // The empty line itself is no trailer.
    guard count <= limit + 2 else { throw .malformed("The trailer section is longer than \(limit) bytes.") }
    switch phase {
    case .lineStart where byte == ASCII.carriageReturn: phase = .lastLineFeed
    case .lineStart where ByteSet.token.contains(byte): phase = .name
    case .name where byte == UInt8(ascii: ":"): phase = .value
    case .name where ByteSet.token.contains(byte): break
    case .value where byte == ASCII.carriageReturn: phase = .lineFeed
    case .value where byte == ASCII.tab || (byte >= ASCII.space && byte != ASCII.delete): break
    case .lineFeed where byte == ASCII.lineFeed: phase = .lineStart
    case .lastLineFeed where byte == ASCII.lineFeed: return true
    default: throw .malformed("The trailer section is malformed.")
    }
    return false
  }
}
