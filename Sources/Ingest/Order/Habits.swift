import Foundation

/// How lines follow each other in this issue: most neighbours in the file are neighbours in the text too, so an issue shows by itself
/// which kinds of lines go together in its dialect.
struct Habits: Sendable {
  /// Log of how much likelier a head is after a tail than anywhere, at `tail * headClasses + head`, in nats.
  private let gains: [Double]
  /// The same for a joint of the file, which does not vouch for itself.
  private let naturalGains: [Double]
  private let headClasses: Int

  /// Joints that the issue's own distribution of heads is worth beside the counts.
  private static let prior = 4.0
  private static let most = 3.0

  /// No habits: nothing was seen yet.
  init() { (gains, naturalGains, headClasses) = ([], [], 0) }

  /// Learns from the classes of tail and head at each joint of the file.
  init(_ joints: [(tail: Int, head: Int)], tailClasses: Int, headClasses: Int) {
    var together = [Double](repeating: 0, count: tailClasses * headClasses)
    var tails = [Double](repeating: 0, count: tailClasses)
    var heads = [Double](repeating: 0, count: headClasses)
    for (tail, head) in joints {
      together[tail * headClasses + head] += 1
      tails[tail] += 1
      heads[head] += 1
    }
    func table(without own: Double) -> [Double] {
      together.indices.map { cell in
        let (tail, head) = (cell / headClasses, cell % headClasses)
        let alone = max(0.5, heads[head] - own) / max(1, Double(joints.count) - own)
        let seen = max(0, together[cell] - own) + Habits.prior * alone
        return max(-Habits.most, min(Habits.most, log(seen / (max(0, tails[tail] - own) + Habits.prior) / alone)))
      }
    }
    self.headClasses = headClasses
    gains = table(without: 0)
    naturalGains = table(without: 1)
  }

  /// What the habits say for a joint, −3 to 3 nats.
  @inline(__always)
  func gain(_ tail: Int, _ head: Int, isNatural: Bool) -> Double {
    isNatural ? naturalGains[tail * headClasses + head] : gains[tail * headClasses + head]
  }
}

extension Habits {
  /// The habits of line kinds.
  static func kinds(_ facts: [LineFacts]) -> Habits {
    Habits(
      joints(facts) { ($0.tail.rawValue, $1.head.rawValue) }, tailClasses: TailKind.allCases.count, headClasses: HeadKind.allCases.count)
  }

  /// The habits of last and first characters.
  static func glyphs(_ facts: [LineFacts]) -> Habits {
    let classes = GlyphClass.allCases.count
    return Habits(joints(facts) { ($0.tailGlyph.rawValue, $1.headGlyph.rawValue) }, tailClasses: classes, headClasses: classes)
  }

  private static func joints(_ facts: [LineFacts], _ classes: (LineFacts, LineFacts) -> (Int, Int)) -> [(tail: Int, head: Int)] {
    zip(facts, facts.dropFirst()).filter { $0.page == $1.page }.map { classes($0, $1) }
  }
}
