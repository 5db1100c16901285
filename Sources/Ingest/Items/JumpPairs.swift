/// Pairs each pointer to another page with the pointer back, by the pages they name and by their order.
struct JumpPairs {
  struct End {
    /// Input line number.
    var line: Int
    var direction: Jump.Direction
    /// The page the pointer names.
    var names: Int
    /// The printed number of the page it stands on.
    var standsOn: Int?
    var order: Int
  }

  /// Input lines of pointers without a partner, with the page each names.
  private(set) var unmatched: [Int: (direction: Jump.Direction, page: Int)] = [:]
  private(set) var pairs: [(to: Int, from: Int)] = []

  init(galley: [GalleyLine], pages: [Page]) {
    var ends: [End] = []
    for line in galley.sorted(by: { $0.position < $1.position }) {
      for jump in line.jumps {
        ends.append(
          End(line: line.number, direction: jump.direction, names: jump.page, standsOn: pages[line.page].number, order: ends.count))
      }
    }
    pair(ends)
  }

  private mutating func pair(_ ends: [End]) {
    var taken = Set<Int>()
    let tails = ends.filter { $0.direction == .to }
    let heads = ends.filter { $0.direction == .from }
    // Both numbers agree; then one does (printed numbers may be off by one); then the next pointer back after the tail.
    for fitness in [2, 1, 0] {
      for tail in tails where !taken.contains(tail.order) {
        let free = heads.filter { !taken.contains($0.order) && agreement(tail, $0) >= fitness && ($0.order > tail.order || fitness == 2) }
        guard let head = free.min(by: { abs($0.order - tail.order) < abs($1.order - tail.order) }) else { continue }
        taken.insert(tail.order)
        taken.insert(head.order)
        pairs.append((tail.line, head.line))
      }
    }
    for end in ends where !taken.contains(end.order) { unmatched[end.line] = (end.direction, end.names) }
  }

  private func agreement(_ tail: End, _ head: End) -> Int {
    // The two pointers name each other's pages: also where counted pages are off, the names differ by as much as the pages do.
    if head.standsOn == tail.names, tail.standsOn == head.names { return 2 }
    if tail.names > head.names, let from = tail.standsOn, let to = head.standsOn, to - from == tail.names - head.names,
      abs(to - tail.names) <= 1
    {
      return 2
    }
    return head.standsOn == tail.names || tail.standsOn == head.names || tail.names == head.names + 1 ? 1 : 0
  }
}
