import Dispatch
import Foundation
import Synchronization

/// The signals that came before their source was there to take them, a bit each; a handler may set it, as it neither locks nor allocates.
private let early = Atomic<UInt64>(0)

/// Hands signals to handlers on one queue instead of letting them end the process.
final class Signals {
  private let queue: DispatchQueue
  private var sources: [any DispatchSourceSignal] = []

  init(queue: DispatchQueue) {
    self.queue = queue
    // Made here, because a handler must not be the one who makes it.
    early.store(0, ordering: .relaxed)
  }

  func on(_ numbers: Int32..., handler: @escaping @Sendable () -> Void) {
    for number in numbers {
      // A source takes up its work some time after it is activated; ignored until then, a signal would be lost for good.
      signal(number) { _ = early.bitwiseOr(1 << UInt64($0), ordering: .relaxed) }
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handler)
      source.setRegistrationHandler {
        if early.load(ordering: .relaxed) & 1 << UInt64(number) != 0 { handler() }
      }
      source.activate()
      sources.append(source)
    }
  }
}
