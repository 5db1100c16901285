/// The deadlines of one loop's connections: a ring of spokes a tick apart, each a linked list of slots.
///
/// Setting a deadline costs the same however many there are. A deadline that moves later is not relinked: the entry is looked at when its
/// old spoke comes round and put where it belongs. Times are milliseconds of the loop's clock; nothing fires early, nor later than a tick.
struct DeadlineWheel {
  static let tickMilliseconds: Int64 = 20
  /// 82 seconds in one turn, past the longest default; a later deadline is looked at once a turn.
  static let spokeCount = 4_096
  private static let none: Int32 = -1
  private static let unlinked: Int64 = -1
  private static let never = Int64.max

  private struct Entry {
    var deadline = DeadlineWheel.never
    var tick = DeadlineWheel.unlinked
    var next = DeadlineWheel.none
    var previous = DeadlineWheel.none
  }

  private var spokes = [Int32](repeating: none, count: spokeCount)
  private var entries = ContiguousArray<Entry>()
  private var turnedTo: Int64
  /// No linked entry lies before this tick.
  private var earliest = never

  init(now: Int64) {
    turnedTo = now / Self.tickMilliseconds
  }

  /// Sets or moves the deadline of a slot.
  mutating func set(_ slot: Int, at deadline: Int64) {
    while entries.count <= slot { entries.append(Entry()) }
    entries[slot].deadline = deadline
    let tick = spoke(for: deadline)
    let linked = entries[slot].tick
    if linked == Self.unlinked {
      link(slot, at: tick)
    } else if tick < linked {
      unlink(slot)
      link(slot, at: tick)
    }
  }

  /// Forgets a slot.
  mutating func clear(_ slot: Int) {
    guard slot < entries.count, entries[slot].tick != Self.unlinked else { return }
    unlink(slot)
    entries[slot].deadline = Self.never
  }

  /// Milliseconds until something may be due; nil when no deadline is set.
  mutating func wait(from now: Int64) -> Int64? {
    if earliest == Self.never { return nil }
    return max(0, earliest * Self.tickMilliseconds - now)
  }

  /// Takes out every slot whose deadline has passed and gives them, in no order.
  mutating func expire(now: Int64, into due: inout [Int]) {
    let tick = now / Self.tickMilliseconds
    guard earliest <= tick else {
      turnedTo = max(turnedTo, tick)
      return
    }
    let from = max(earliest, tick - Int64(Self.spokeCount) + 1)
    turnedTo = tick
    earliest = Self.never
    for visited in from...tick { sweep(Int(visited % Int64(Self.spokeCount)), now: now, into: &due) }
    findEarliest()
  }

  private mutating func sweep(_ spoke: Int, now: Int64, into due: inout [Int]) {
    var slot = spokes[spoke]
    while slot != Self.none {
      let index = Int(slot)
      slot = entries[index].next
      unlink(index)
      if entries[index].deadline <= now {
        due.append(index)
        entries[index].deadline = Self.never
      } else {
        link(index, at: self.spoke(for: entries[index].deadline))
      }
    }
  }

  private mutating func findEarliest() {
    for ahead in 1...Int64(Self.spokeCount) where spokes[Int((turnedTo + ahead) % Int64(Self.spokeCount))] != Self.none {
      earliest = turnedTo + ahead
      return
    }
    earliest = Self.never
  }

  /// The tick at which a deadline has surely passed, at most one turn ahead.
  private func spoke(for deadline: Int64) -> Int64 {
    let tick = (deadline + Self.tickMilliseconds - 1) / Self.tickMilliseconds
    return min(max(tick, turnedTo + 1), turnedTo + Int64(Self.spokeCount) - 1)
  }

  private mutating func link(_ slot: Int, at tick: Int64) {
    let spoke = Int(tick % Int64(Self.spokeCount))
    let head = spokes[spoke]
    entries[slot].tick = tick
    entries[slot].previous = Self.none
    entries[slot].next = head
    if head != Self.none { entries[Int(head)].previous = Int32(slot) }
    spokes[spoke] = Int32(slot)
    earliest = min(earliest, tick)
  }

  private mutating func unlink(_ slot: Int) {
    let entry = entries[slot]
    if entry.previous == Self.none {
      spokes[Int(entry.tick % Int64(Self.spokeCount))] = entry.next
    } else {
      entries[Int(entry.previous)].next = entry.next
    }
    if entry.next != Self.none { entries[Int(entry.next)].previous = entry.previous }
    entries[slot].tick = Self.unlinked
    entries[slot].next = Self.none
    entries[slot].previous = Self.none
  }
}
