import CEpoll
import HTTP
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One thread of a server: accepts, reads, answers.
///
/// Unchecked, because everything in it but the mailbox and the load belongs to its one thread once `run` has begun.
final class EventLoop: @unchecked Sendable {
  /// Bytes read at once; shared by all connections of the loop.
  private static let roomBytes = 64 * 1024
  /// A TLS record holds no more.
  private static let plainRoomBytes = 16 * 1024
  /// Handshakes between two looks at everybody else: each may cost a signature.
  private static let handshakesATurn = 2
  /// Connections that make a flood, and by what share of them it must have fallen to be over.
  private static let flood = 256
  private static let ebbShare = 4
  /// Staged answers beyond this give their storage back once they are sent.
  private static let keptStagingBytes = 512 * 1024

  let index: Int
  let mailbox: Mailbox
  /// Connections here or on their way here.
  let load = Atomic<Int>(0)
  private let signOfLife = Atomic<Bool>(true)
  let poller: Poller
  let handler: any RequestHandler
  let limits: ServerLimits
  let timings: Timings
  let quota: ConnectionQuota
  let workers: Workers
  /// All loops of the server, this one included; set before they run.
  var loops: [EventLoop] = []

  /// Where the kernel's bytes are read to.
  let room: UnsafeMutableRawBufferPointer
  /// Where answers are written before they are sent; empty between events.
  var staging: [UInt8] = []
  /// Sealed bytes on their way out; empty between events.
  var sealed: [UInt8] = []
  /// Where TLS opens bytes to; one record at most.
  let plainRoom: UnsafeMutableRawBufferPointer
  /// The answers in `staging` before that to the request in hand, for the log.
  var answered: [Answered] = []
  var inHand: RequestInHand
  /// Always fresh: a head that is not whole takes it along.
  var parser: RequestParser
  /// Milliseconds, as of the last wake-up.
  var now: Int64
  /// The Date field line of this second.
  private(set) var date: [UInt8] = []
  private var dateSecond: Int64 = 0

  var gate: Gate
  var wheel: DeadlineWheel
  var isDraining = false
  private var drainEnd = Int64.max
  private var hasCut = false
  private var postponed: [Connection] = []
  private var handshakes: [Connection] = []
  private var events: [Event] = []
  private var due: [Int] = []
  private var connections = ContiguousArray<Connection?>()
  private var generations = ContiguousArray<UInt32>()
  private var freeSlots: [Int] = []
  private var nextExchange: UInt32 = 0
  private(set) var count = 0
  /// The most connections since memory was last given back.
  private var highWater = 0

  init(
    index: Int, handler: any RequestHandler, limits: ServerLimits, listeners: [Listener], quota: ConnectionQuota, workers: Workers
  ) throws(ServerError) {
    self.index = index
    self.handler = handler
    self.limits = limits
    self.quota = quota
    self.workers = workers
    timings = Timings(limits)
    poller = try Poller()
    mailbox = Mailbox(poller)
    room = .allocate(byteCount: Self.roomBytes, alignment: 16)
    plainRoom = .allocate(byteCount: Self.plainRoomBytes, alignment: 16)
    inHand = RequestInHand(loop: index)
    parser = RequestParser(limits: limits.http)
    now = Clock.milliseconds(of: Clock.nanoseconds())
    gate = Gate(listeners)
    wheel = DeadlineWheel(now: now)
  }

  deinit {
    room.deallocate()
    plainRoom.deallocate()
  }

  /// Serves until a drain has ended.
  func run() {
    tick()
    openGate()
    while !isOver {
      handler.rest(loop: index)
      poller.wait(milliseconds: pause(), into: &events)
      tick()
      for event in events { dispatch(event) }
      for message in mailbox.take() { receive(message) }
      goOn()
      expire()
    }
    end()
  }

  private func dispatch(_ event: Event) {
    let slot = Int(truncatingIfNeeded: event.token & 0xFFFF_FFFF)
    let generation = UInt32(truncatingIfNeeded: event.token >> 32)
    if generation == Gate.generation { return accept(at: slot) }
    connection(slot, generation)?.handle(event.readiness, on: self)
  }

  private func tick() {
    now = Clock.milliseconds(of: Clock.nanoseconds())
    let second = Clock.unixSeconds()
    guard second != dateSecond else { return }
    dateSecond = second
    date = Array("Date: \(HTTPDate.format(second))\r\n".utf8)
  }

  /// Milliseconds to wait for events: to the next deadline, or for ever.
  private func pause() -> Int32 {
    var moment = wheel.wait(from: now) ?? Int64.max
    if let opening = gate.opensAt { moment = min(moment, opening - now) }
    if isDraining { moment = min(moment, (hasCut ? drainEnd + timings.linger : drainEnd) - now) }
    if !postponed.isEmpty || !handshakes.isEmpty { return 0 }
    if moment == Int64.max { return -1 }
    return Int32(clamping: max(0, moment))
  }

  /// Has a connection go on once the others have had their turn.
  func postpone(_ connection: Connection) {
    postponed.append(connection)
  }

  /// Has a handshake go on when few others do; the connections that are served already come first.
  func postponeHandshake(_ connection: Connection) {
    handshakes.append(connection)
  }

  private func goOn() {
    if !handshakes.isEmpty {
      let turn = handshakes.prefix(Self.handshakesATurn)
      handshakes.removeFirst(turn.count)
      for connection in turn where connection.phase != .closed { connection.shakeHands(on: self) }
    }
    guard !postponed.isEmpty else { return }
    var waiting: [Connection] = []
    swap(&waiting, &postponed)
    for connection in waiting where connection.phase != .closed { connection.proceed(on: self) }
  }

  private func expire() {
    if let opening = gate.opensAt, opening <= now { openGate() }
    due.removeAll(keepingCapacity: true)
    wheel.expire(now: now, into: &due)
    for slot in due { connections[slot]?.expire(on: self) }
    if isDraining, drainEnd <= now, !hasCut { cutAll() }
  }

  // MARK: Connections

  func connection(_ slot: Int, _ generation: UInt32) -> Connection? {
    guard slot < connections.count, generations[slot] == generation else { return nil }
    return connections[slot]
  }

  /// The connection of a ticket, if it is still in that exchange.
  func connection(_ ticket: Ticket) -> Connection? {
    guard let connection = connection(ticket.slot, ticket.generation) else { return nil }
    return connection.exchange?.number == ticket.exchange ? connection : nil
  }

  /// Takes a new connection in; it closes with its last reference.
  func open(_ arrival: Arrival) {
    let slot = freeSlots.popLast() ?? newSlot()
    let session = arrival.tls?.session()
    let connection = Connection(arrival, session, slot: slot, generation: generations[slot])
    connections[slot] = connection
    count += 1
    highWater = max(highWater, count)
    if arrival.tls != nil, session == nil { return connection.close(on: self) }
    connection.begin(on: self)
    // Watched only now, because a request that came with the connection may be answered, and the connection closed, already.
    guard connection.phase != .closed else { return }
    if !poller.watch(connection: arrival.descriptor, token: connection.token) { connection.close(on: self) }
  }

  private func newSlot() -> Int {
    connections.append(nil)
    generations.append(Gate.generation + 1)
    return connections.count - 1
  }

  func remove(_ connection: Connection) {
    let slot = connection.slot
    guard connections[slot] === connection else { return }
    connections[slot] = nil
    generations[slot] &+= 1
    if generations[slot] == Gate.generation { generations[slot] = Gate.generation + 1 }
    freeSlots.append(slot)
    wheel.clear(slot)
    count -= 1
    if connection.isCounted {
      load.wrappingSubtract(1, ordering: .relaxed)
      quota.release(connection.peer)
    } else {
      gate.refused -= 1
    }
    ebb()
  }

  /// After a flood, has the memory that it took given back.
  private func ebb() {
    guard highWater >= Self.flood, count <= highWater / Self.ebbShare else { return }
    highWater = count
    workers.run { Memory.settle() }
  }

  /// True if the loop has come round since it was last asked; from any thread.
  func askForSignOfLife() -> Bool {
    let hasCome = signOfLife.exchange(false, ordering: .relaxed)
    mailbox.post(.sayAlive)
    return hasCome
  }

  /// Answers in `staging`.
  var answeredCount: Int { answered.count + (inHand.isAnswered ? 1 : 0) }

  /// Copies what is told of the last answer before another request takes its request's place.
  func keepAnswered() {
    if let last = inHand.takeAnswered() { answered.append(last) }
  }

  /// Gives the request away and begins a new one.
  func takeRequest() -> Request {
    keepAnswered()
    var taken = Request(head: RequestHead(), loop: index)
    swap(&taken, &inHand.request)
    return taken
  }

  /// Gives the parser away and begins a new one.
  func takeParser() -> RequestParser {
    var taken = RequestParser(limits: limits.http)
    swap(&taken, &parser)
    return taken
  }

  func newExchangeNumber() -> UInt32 {
    nextExchange &+= 1
    return nextExchange
  }

  /// Tells the handler of all answers that were staged, and forgets them.
  func reportAnswered(ended: UInt64) {
    if !answered.isEmpty {
      for answer in answered { answer.report(to: handler, ended: ended) }
      answered.removeAll(keepingCapacity: true)
    }
    inHand.report(to: handler, ended: ended)
  }

  func clearStaging() {
    if staging.capacity > Self.keptStagingBytes { staging = [] } else { staging.removeAll(keepingCapacity: true) }
  }

  func clearSealed() {
    if sealed.capacity > Self.keptStagingBytes { sealed = [] } else { sealed.removeAll(keepingCapacity: true) }
  }

  // MARK: Messages and the end

  private func receive(_ message: Message) {
    switch message {
    case .adopt(let arrival): open(arrival)
    case .answer(let ticket, let response): connection(ticket)?.answer(response, on: self)
    case .pulled(let ticket, let piece): connection(ticket)?.takePulled(piece, on: self)
    case .pullFailed(let ticket): connection(ticket)?.failPull(on: self)
    case .pushed(let ticket, let piece): connection(ticket)?.takePushed(piece, on: self)
    case .pushEnded(let ticket): connection(ticket)?.endPush(on: self)
    case .pushOverflowed(let ticket): connection(ticket)?.abort(on: self)
    case .sayAlive: signOfLife.store(true, ordering: .relaxed)
    case .drain: drain()
    }
  }

  private func drain() {
    guard !isDraining else { return }
    isDraining = true
    drainEnd = now + timings.drain
    closeGate()
    for connection in connections { connection?.drain(on: self) }
  }

  private func cutAll() {
    hasCut = true
    for connection in connections { connection?.cut(on: self) }
  }

  private var isOver: Bool { isDraining && (count == 0 || now >= drainEnd + timings.linger) }

  private func end() {
    for connection in connections { connection?.close(on: self) }
    for case .adopt(let arrival) in mailbox.close() { _ = Socket(owning: arrival.descriptor) }
  }
}
