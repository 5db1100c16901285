import Dispatch
import Foundation
import Synchronization

/// The processes and folders that must not outlive this program, however it ends but by SIGKILL.
final class Leftovers: Sendable {
  static let all = Leftovers()

  private let removals = Mutex<[Int: @Sendable () -> Void]>([:])
  private let count = Atomic(0)
  private let isInterrupted = Atomic(false)
  /// Only kept alive; written by the main thread, once, before there are others.
  nonisolated(unsafe) private var signals: [any DispatchSourceSignal] = []

  /// Notes how something is removed; its number is for `forget`, once that is done.
  func note(_ remove: @escaping @Sendable () -> Void) -> Int {
    let number = count.wrappingAdd(1, ordering: .relaxed).newValue
    removals.withLock { $0[number] = remove }
    return number
  }

  func note(_ process: Process) -> Int {
    let identifier = process.processIdentifier
    return note {
      kill(identifier, SIGTERM)
      // What it writes in its last moments would stay behind.
      for _ in 0..<Self.mostLooks where kill(identifier, 0) == 0 { usleep(Self.pauseMicroseconds) }
    }
  }

  private static let mostLooks = 200
  private static let pauseMicroseconds: UInt32 = 10_000

  func forget(_ number: Int) { removals.withLock { $0[number] = nil } }

  /// Has a signal that ends the program remove them first, the newest before what it stands on.
  func removeWhenInterrupted() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [self] in
        isInterrupted.store(true, ordering: .relaxed)
        for removal in removals.withLock({ $0 }).sorted(by: { $0.key > $1.key }) { removal.value() }
        exit(Self.statusOfSignals + number)
      }
      source.activate()
      signals.append(source)
    }
  }

  /// For who is about to end the program because of what an interruption took from it: the interruption ends it.
  func yieldToInterruption() {
    while isInterrupted.load(ordering: .relaxed) { pause() }
  }

  /// What a shell adds to the number of the signal that ended a program.
  private static let statusOfSignals: Int32 = 128
}
