/// Asks a server on this machine, a connection a request, as `curl` would.
package struct HTTPClient: Sendable {
  package var port: Int
  package var token: String?

  package init(port: Int, token: String? = nil) {
    self.port = port
    self.token = token
  }

  package func get(_ path: String, fields: [String: String] = [:]) throws -> HTTPAnswer {
    try ask("GET", path, fields: fields)
  }

  package func post(_ path: String, json: String, fields: [String: String] = [:]) throws -> HTTPAnswer {
    try ask("POST", path, fields: ["Content-Type": "application/json"].merging(fields) { $1 }, body: Array(json.utf8))
  }

  package func ask(_ method: String, _ path: String, fields: [String: String] = [:], body: [UInt8]? = nil) throws -> HTTPAnswer {
    let connection = try RawConnection(port: port)
    var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    if let token { head += "Authorization: Bearer \(token)\r\n" }
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    try connection.send(Array((head + "\r\n").utf8) + (body ?? []))
    return try connection.answer(toHead: method == "HEAD")
  }
}
