import CEpoll
import Foundation
import Server
import Synchronization

/// The least a server can do: one loop that sends ready bytes whenever something was read, and understands nothing.
///
/// What others are measured against, in the same run and on the same core.
final class Floor: Sendable {
  private static let roomBytes = 64 * 1024
  private static let listenerToken: UInt64 = 0

  private let listener: Listener
  private let answer: [UInt8]
  private let closes: Bool
  private let poller: Poller
  private let isOver = Atomic(false)

  var address: SocketAddress { listener.address }

  init(answer: [UInt8], closes: Bool, core: Int32) throws {
    guard let free = SocketAddress("127.0.0.1:0") else { throw BenchmarkError("no loopback address") }
    listener = try Listener(free)
    self.answer = answer
    self.closes = closes
    poller = try Poller()
    Thread { [self] in
      bulletin_pin_thread(core)
      run()
    }.start()
  }

  func stop() {
    isOver.store(true, ordering: .relaxed)
    poller.wake()
  }

  private func run() {
    var events: [Event] = []
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.roomBytes, alignment: 16)
    defer { room.deallocate() }
    guard poller.watch(listener: listener.socket.descriptor, token: Self.listenerToken) else { return }
    while !isOver.load(ordering: .relaxed) {
      poller.wait(milliseconds: -1, into: &events)
      for event in events {
        if event.token == Self.listenerToken { accept() } else { serve(Int32(event.token), room) }
      }
    }
  }

  private func accept() {
    while case .connection(let socket, _) = listener.accept() {
      let descriptor = socket.release()
      bulletin_set_option(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
      _ = poller.watch(connection: descriptor, token: UInt64(descriptor))
    }
  }

  private func serve(_ descriptor: Int32, _ room: UnsafeMutableRawBufferPointer) {
    let count = recv(descriptor, room.baseAddress, room.count, 0)
    if count > 0 {
      _ = answer.withUnsafeBytes { bulletin_send(descriptor, $0.baseAddress, $0.count) }
    }
    if count == 0 || (closes && count > 0) { close(descriptor) }
  }
}
