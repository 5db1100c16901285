import Dispatch
import Synchronization

/// What `work` makes of each of `items`, in their order; all cores work at it, and the caller waits.
func concurrently<Item: Sendable, Made: Sendable>(_ items: [Item], _ work: @Sendable (Item) -> Made) -> [Made] {
  let made = Mutex<[Made?]>([Made?](repeating: nil, count: items.count))
  DispatchQueue.concurrentPerform(iterations: items.count) { place in
    let result = work(items[place])
    made.withLock { $0[place] = result }
  }
  return made.withLock { $0.compactMap { $0 } }
}
