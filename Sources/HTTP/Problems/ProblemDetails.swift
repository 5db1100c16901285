import JSON

/// A problem as a client sees it (RFC 9457).
package struct ProblemDetails: Sendable {
  package struct Fault: Sendable, Equatable {
    package var pointer: String
    package var code: String
    package var detail: String

    package init(pointer: String, code: String, detail: String) {
      self.pointer = pointer
      self.code = code
      self.detail = detail
    }
  }

  package static let contentType = "application/problem+json"

  package var type: ProblemType
  package var status: Int
  package var language: Language
  package var detail: String
  /// The path that was asked for.
  package var instance: String?
  package var requestID: String?
  package var errors: [Fault]

  /// Without a `detail` in the language, the explanation of the type stands in its place.
  package init(
    _ type: ProblemType, status: Int? = nil, language: Language = .english, detail: String? = nil, instance: String? = nil,
    requestID: String? = nil, errors: [Fault] = []
  ) {
    self.type = type
    self.status = status ?? type.status
    self.language = language
    self.detail = detail ?? type.explanation(language)
    self.instance = instance
    self.requestID = requestID
    self.errors = errors
  }

  /// The problem of a fault the server found; its detail is English, so Chinese gets the explanation of the type.
  package init(_ fault: HTTPFault, language: Language, instance: String? = nil, requestID: String? = nil) {
    let type = ProblemType.named(fault.code, status: fault.status)
    self.init(
      type, status: fault.status, language: language, detail: language == .english ? fault.detail : nil, instance: instance,
      requestID: requestID)
  }

  /// The document, members in the contract's order.
  package var json: [UInt8] {
    var writer = JSONWriter(reserving: 512)
    writer.object {
      $0.key("type")
      $0.string("/problems/" + type.slug)
      $0.key("title")
      $0.string(type.title(language))
      $0.key("status")
      $0.integer(status)
      $0.key("detail")
      $0.string(detail)
      if let instance {
        $0.key("instance")
        $0.string(instance)
      }
      if let requestID {
        $0.key("request_id")
        $0.string(requestID)
      }
      if !errors.isEmpty { write(errors, to: &$0) }
    }
    return writer.bytes
  }

  /// The answer, never to be stored; `fields` are what the status needs besides: Allow, Retry-After, WWW-Authenticate.
  package func response(fields: [Response.Field] = []) -> Response {
    let own: [Response.Field] = [
      .init("Content-Type", Self.contentType), .init("Content-Language", language.rawValue), .init("Cache-Control", "no-store"),
      .init("X-Content-Type-Options", "nosniff"),
    ]
    return Response(status: status, fields: own + fields, body: .bytes(json))
  }

  private func write(_ errors: [Fault], to writer: inout JSONWriter) {
    writer.key("errors")
    writer.array {
      for error in errors {
        $0.object {
          $0.key("pointer")
          $0.string(error.pointer)
          $0.key("code")
          $0.string(error.code)
          $0.key("detail")
          $0.string(error.detail)
        }
      }
    }
  }
}
