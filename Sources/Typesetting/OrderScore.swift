import Ingest

/// How well a reading order agrees with the truth, counted in joints between lines.
package struct OrderScore: Sendable {
  /// True joints that leave file order, and how many of them were read.
  package var outOfOrder = 0
  package var found = 0
  /// True joints that keep file order, and how many of them were kept.
  package var inOrder = 0
  package var kept = 0
  /// Joints that are neither in the file nor true, where the truth has something else to say.
  package var wrong = 0
  package var missed: [(Int, Int)] = []
  package var mistaken: [(Int, Int)] = []

  package init() {}

  /// Compares `sequence` (line numbers) with the truth; `next` and `gaps` are by number, `titles` are left out of the joints.
  package init(sequence: [Int], next: [Int: Int], gaps: Set<Int>, file: [Int], titles: Set<Int>) {
    let read = Dictionary(zip(sequence, sequence.dropFirst()), uniquingKeysWith: { a, _ in a })
    let fileNext = Dictionary(zip(file, file.dropFirst()), uniquingKeysWith: { a, _ in a })
    let heads = Set(next.values)
    for (a, b) in next.sorted(by: { $0.key < $1.key }) where !gaps.contains(a) && !titles.contains(a) {
      if fileNext[a] == b {
        inOrder += 1
        kept += read[a] == b ? 1 : 0
      } else {
        outOfOrder += 1
        found += read[a] == b ? 1 : 0
        if read[a] != b { missed.append((a, b)) }
      }
    }
    for (a, b) in read.sorted(by: { $0.key < $1.key }) where fileNext[a] != b && next[a] != b {
      guard next[a] != nil, !gaps.contains(a) || heads.contains(b) else { continue }
      wrong += 1
      mistaken.append((a, b))
    }
  }

  package static func + (a: OrderScore, b: OrderScore) -> OrderScore {
    var sum = a
    sum.outOfOrder += b.outOfOrder
    sum.found += b.found
    sum.inOrder += b.inOrder
    sum.kept += b.kept
    sum.wrong += b.wrong
    return sum
  }

  package var row: String {
    let share = outOfOrder == 0 ? 1 : Double(found) / Double(outOfOrder)
    let whole = inOrder == 0 ? 1 : Double(kept) / Double(inOrder)
    return "\(found)/\(outOfOrder) \((share * 1000).rounded() / 1000) wrong \(wrong) kept \((whole * 10000).rounded() / 10000)"
  }
}
