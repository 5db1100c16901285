import CEpoll
import Foundation
import HTTP
import Synchronization

/// An HTTP server: a thread a core, each with its own loop, all accepting from the same sockets.
package final class Server: Sendable {
  private static let workerCount = 2

  /// Where it listens, with the ports that were taken.
  package let listeners: [Listener]
  private let loops: [EventLoop]
  private let workers: Workers
  private let quota: ConnectionQuota
  private let running = Mutex(0)
  private let ended = DispatchSemaphore(value: 0)

  /// Prepares the loops; nothing is accepted before `start`. `loops` nil: as many as cores may be used.
  package init(
    listeners: [Listener], handler: any RequestHandler, limits: ServerLimits = ServerLimits(), loops count: Int? = nil
  ) throws(ServerError) {
    Self.prepareProcess()
    let descriptors = bulletin_raise_descriptor_limit()
    let most = descriptors > 0 ? min(limits.maxConnections, Int(descriptors) - ServerLimits.descriptorReserve) : limits.maxConnections
    guard most > 0 else { throw ServerError("the limit of \(descriptors) open descriptors leaves none for connections") }
    self.listeners = listeners
    for listener in listeners { listener.prepare(writeStall: limits.writeStall) }
    workers = Workers(count: Self.workerCount)
    quota = ConnectionQuota(most: most, ofAddress: limits.connectionsPerAddress)
    var loops: [EventLoop] = []
    for index in 0..<(count ?? Self.usableCores) {
      loops.append(
        try EventLoop(index: index, handler: handler, limits: limits, listeners: listeners, quota: quota, workers: workers))
    }
    self.loops = loops
  }

  /// Cores this process may run on, and the loops a server has unless told otherwise.
  package static var usableCores: Int { Int(bulletin_usable_cores()) }

  /// Makes failed writes errors instead of deaths, and has freed memory given back. Done by every server; a command without one may want it too.
  package static func prepareProcess() {
    bulletin_ignore_fatal_writes()
    bulletin_return_large_buffers()
  }

  /// Connections open now.
  package var connections: Int { quota.total }

  /// Begins to serve and returns at once.
  package func start() {
    running.withLock { $0 = loops.count }
    for loop in loops { loop.loops = loops }
    for loop in loops {
      let thread = Thread {
        loop.run()
        loop.loops = []
        self.noteEnd()
      }
      thread.name = "loop \(loop.index)"
      thread.stackSize = Self.stackBytes
      thread.start()
    }
  }

  private static let stackBytes = 4 << 20

  private func noteEnd() {
    guard
      running.withLock({
        $0 -= 1; return $0 == 0
      })
    else { return }
    workers.close()
    ended.signal()
  }

  /// Stops accepting, lets what is under way be answered, and ends; from any thread, any number of times.
  package func drain() {
    for loop in loops { loop.mailbox.post(.drain) }
  }

  /// True once every loop has come round since the last call: none hangs. The first call only asks.
  package func areLoopsAlive() -> Bool {
    loops.reduce(true) { $1.askForSignOfLife() && $0 }
  }

  /// Waits until a drain has ended.
  package func wait() {
    ended.wait()
    ended.signal()
  }
}
