import Dispatch
import Foundation

/// Hands signals to handlers on one queue instead of letting them end the process.
final class Signals {
  private let queue: DispatchQueue
  private var sources: [any DispatchSourceSignal] = []

  init(queue: DispatchQueue) { self.queue = queue }

  func on(_ numbers: Int32..., handler: @escaping @Sendable () -> Void) {
    for number in numbers {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handler)
      source.activate()
      sources.append(source)
    }
  }
}
