import Domain

/// Makes ids that grow in the order of their making. Confined to the writer's queue.
final class IdentifierSource {
  private static let mostInOneMillisecond: UInt16 = 0x0FFF

  private var lastMilliseconds: Int64 = 0
  private var order: UInt16 = 0
  private var random: any RandomNumberGenerator

  init(random: any RandomNumberGenerator) { self.random = random }

  func next(at milliseconds: Int64) -> String {
    if milliseconds > lastMilliseconds {
      lastMilliseconds = milliseconds
      order = 0
    } else if order == Self.mostInOneMillisecond {
      // Borrow from the next millisecond rather than lose the order; the clock may also have gone back.
      lastMilliseconds += 1
      order = 0
    } else {
      order += 1
    }
    return Identifier.make(milliseconds: lastMilliseconds, order: order, random: random.next())
  }

  /// A few letters that tell equal slugs apart.
  func suffix() -> String { String(random.next() & 0xFF_FFFF, radix: 36) }
}
