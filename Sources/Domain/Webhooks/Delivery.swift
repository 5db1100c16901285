import JSON

/// One message to one receiver, and how it went. Its id is the `webhook-id` of every attempt.
package struct Delivery: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable {
    case pending, delivered, failed
  }

  package var id: String
  package var webhook: String
  package var event: String
  /// JSON, as it is sent and signed.
  package var body: [UInt8]
  /// Milliseconds since 1970, as all times here.
  package var createdAt: Int64
  package var status = Status.pending
  /// Attempts made since it was last put in the queue.
  package var attempts = 0
  package var nextAttemptAt: Int64?
  package var last: Attempt?

  package init(id: String, webhook: String, event: String, body: [UInt8], createdAt: Int64) {
    self.id = id
    self.webhook = webhook
    self.event = event
    self.body = body
    self.createdAt = createdAt
    nextAttemptAt = createdAt
  }

  /// One request to the receiver.
  package struct Attempt: Sendable, Equatable {
    package var at: Int64
    package var milliseconds: Int64
    /// Status of the answer; nil where there was none.
    package var answer: Int?
    /// Why there was none, for the person who reads the log.
    package var error: String?

    package init(at: Int64, milliseconds: Int64, answer: Int? = nil, error: String? = nil) {
      self.at = at
      self.milliseconds = milliseconds
      self.answer = answer
      self.error = error
    }
  }

  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.key("id")
      $0.string(id)
      $0.key("event")
      $0.string(event)
      $0.key("status")
      $0.string(status.rawValue)
      $0.key("created_at")
      $0.string(Timestamp(milliseconds: createdAt).text)
      $0.key("attempts")
      $0.integer(attempts)
      $0.key("next_attempt_at")
      $0.optional(nextAttemptAt.map { Timestamp(milliseconds: $0).text })
      $0.key("last_attempt_at")
      $0.optional(last.map { Timestamp(milliseconds: $0.at).text })
      $0.key("milliseconds")
      $0.optional(last.map { Int($0.milliseconds) })
      $0.key("response_status")
      $0.optional(last?.answer)
      $0.key("error")
      $0.optional(last?.error)
      $0.key("body")
      $0.raw(json: body)
    }
  }

  package var json: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }
}
