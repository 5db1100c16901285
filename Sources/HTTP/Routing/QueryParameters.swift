/// The parameters of a query, decoded, in the order they were sent; each name stands at most once.
package struct QueryParameters: Sendable, Equatable {
  package struct Parameter: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package private(set) var all: [Parameter] = []

  package init() {}

  /// Reads `name=value&name=value`: percent-encoding is UTF-8, `+` is a space, a name without `=` has an empty value.
  ///
  /// Throws 400 for a name that stands twice, has no letters, or is not encoded rightly, and past the limits.
  package init(_ bytes: Span<UInt8>, _ query: Range<Int>, limits: HTTPLimits = HTTPLimits()) throws(HTTPFault) {
    var start = query.lowerBound
    while start < query.upperBound {
      var end = start
      while end < query.upperBound, bytes[end] != UInt8(ascii: "&") { end += 1 }
      if end > start { try add(bytes, start..<end, limits) }
      start = end + 1
    }
  }

  package init(_ head: RequestHead, limits: HTTPLimits = HTTPLimits()) throws(HTTPFault) {
    guard let query = head.query else {
      self.init()
      return
    }
    try self.init(head.bytes.span, query, limits: limits)
  }

  package subscript(name: String) -> String? { all.first { $0.name == name }?.value }

  private mutating func add(_ bytes: Span<UInt8>, _ pair: Range<Int>, _ limits: HTTPLimits) throws(HTTPFault) {
    var equals = pair.lowerBound
    while equals < pair.upperBound, bytes[equals] != UInt8(ascii: "=") { equals += 1 }
    let valueStart = min(equals + 1, pair.upperBound)
    guard let name = PercentCoding.decode(bytes, pair.lowerBound..<equals, plusIsSpace: true),
      let value = PercentCoding.decode(bytes, valueStart..<pair.upperBound, plusIsSpace: true)
    else { throw .badQuery("The query has a percent-encoding that is incomplete, or that does not decode to UTF-8 text.") }
    guard !name.isEmpty else { throw .badQuery("The query has a value without a name.") }
    guard name.utf8.count <= limits.maxQueryValueBytes, value.utf8.count <= limits.maxQueryValueBytes else {
      throw .badQuery("A parameter of the query is longer than \(limits.maxQueryValueBytes) bytes.")
    }
    guard self[name] == nil else { throw .badQuery("The parameter \(name) stands more than once in the query.") }
    guard all.count < limits.maxQueryParameters else {
      throw .badQuery("The query has more than \(limits.maxQueryParameters) parameters.")
    }
    all.append(Parameter(name: name, value: value))
  }
}

extension HTTPFault {
  package static func badQuery(_ detail: String) -> HTTPFault { HTTPFault(400, "bad-query", detail) }
}
