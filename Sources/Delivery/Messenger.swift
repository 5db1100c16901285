import Domain

/// Takes one delivery to its receiver by one POST, and brings back the status of the answer.
package struct Messenger: Sendable {
  /// Addresses of a name that are tried.
  private static let maxAddresses = 4
  /// How long the rest of an answer may take whose status is known, so that the receiver sees no reset.
  private static let farewell = Duration.seconds(1)
  private static let portion = 16 * 1024

  /// Whether http and addresses that are not public are allowed.
  private let allowsPrivate: Bool
  private let timeout: Duration
  private let trust: OnDemand<Trust>
  private let resolve: @Sendable (_ host: String, _ port: Int) -> [ResolvedAddress]

  package init(
    allowsPrivate: Bool, timeout: Duration = .seconds(20), authorities: String? = nil,
    resolve: @escaping @Sendable (String, Int) -> [ResolvedAddress] = { ResolvedAddress.all(of: $0, port: $1) }
  ) {
    self.allowsPrivate = allowsPrivate
    self.timeout = timeout
    trust = OnDemand { Trust(authorities: authorities) }
    self.resolve = resolve
  }

  /// Blocks for the timeout at most, and as long as the system looks for the name.
  ///
  /// - Parameter now: milliseconds since 1970; signed along.
  package func send(_ due: DueDelivery, now: Int64) -> (answer: Int?, error: String?) {
    guard let target = WebhookTarget(due.url), allowsPrivate || target.isSecure else { return (nil, "The address is not one to send to.") }
    do throws(Undelivered) {
      return (try post(Self.request(due, target, now: now), to: target), nil)
    } catch {
      return (nil, error.sentence)
    }
  }

  private func post(_ request: [UInt8], to target: WebhookTarget) throws(Undelivered) -> Int {
    let deadline = Deadline(after: timeout)
    var connection = try connect(to: target, deadline)
    if target.isSecure { try connection.startTLS(trust.value, host: target.host) }
    try connection.send(request)
    var reader = StatusReader()
    while !reader.isFull {
      let bytes = try connection.receive(atMost: Self.portion)
      guard !bytes.isEmpty else { throw .cut }
      guard let status = try reader.take(bytes) else { continue }
      finish(connection, by: deadline.orSooner(Self.farewell))
      return status
    }
    throw Undelivered("The head of the answer is longer than \(StatusReader.maxBytes) bytes.")
  }

  /// The name is looked up once, and connected to is what was checked: a name that changes its mind gains nothing.
  private func connect(to target: WebhookTarget, _ deadline: Deadline) throws(Undelivered) -> OutgoingConnection {
    let addresses = resolve(target.host, target.port)
    guard !addresses.isEmpty else { throw Undelivered("The name \(target.host) has no address.") }
    var last = Undelivered("\(target.host) has no public address.")
    for address in addresses.prefix(Self.maxAddresses) where allowsPrivate || InternetAddress.isPublic(address.bytes) {
      do throws(Undelivered) {
        return try OutgoingConnection(to: address, by: deadline)
      } catch {
        last = error
      }
    }
    throw last
  }

  /// Takes what is left of the answer, within bounds.
  private func finish(_ connection: borrowing OutgoingConnection, by deadline: Deadline) {
    var count = 0
    while count < StatusReader.maxBytes {
      // The status is known: what goes wrong now changes nothing.
      guard let bytes = try? connection.receive(atMost: Self.portion, by: deadline), !bytes.isEmpty else { return }
      count += bytes.count
    }
  }

  private static func request(_ due: DueDelivery, _ target: WebhookTarget, now: Int64) -> [UInt8] {
    let timestamp = now / 1_000
    let signature = Signature.field(id: due.delivery.id, timestamp: timestamp, body: due.delivery.body, secrets: due.secrets)
    let lines = [
      "POST \(target.path) HTTP/1.1", "Host: \(target.authority)", "User-Agent: Bulletin", "Accept: */*", "Connection: close",
      "Content-Type: application/json", "Content-Length: \(due.delivery.body.count)", "webhook-id: \(due.delivery.id)",
      "webhook-timestamp: \(timestamp)", "webhook-signature: \(signature)",
    ]
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + due.delivery.body
  }
}
