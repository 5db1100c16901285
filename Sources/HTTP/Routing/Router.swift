/// Finds the endpoint of a request; built once from the route table.
///
/// A template is a path whose segments are literals, or `{name}`, which takes one whole segment, or `{name}.suffix`.
/// A literal wins over a parameter. A slash at the end is another path, and so is an empty segment.
package struct Router<Endpoint: Sendable>: Sendable {
  package struct Route: Sendable {
    package var method: Method
    package var template: String
    package var endpoint: Endpoint

    package init(_ method: Method, _ template: String, _ endpoint: Endpoint) {
      self.method = method
      self.template = template
      self.endpoint = endpoint
    }
  }

  package enum Outcome: Sendable {
    case found(Endpoint, PathParameters)
    /// OPTIONS on a path that has no endpoint for it: 204 with `Allow`.
    case options(allowed: [Method])
    /// 405 with `Allow`.
    case methodNotAllowed(allowed: [Method])
    case notFound
  }

  private struct Node: Sendable {
    var literals: [(text: [UInt8], child: Int)] = []
    var parameters: [(suffix: [UInt8], child: Int)] = []
    var names: [String] = []
    var endpoints: [(method: Method, endpoint: Endpoint)] = []
  }

  private var nodes = [Node()]
  private var methodsOfServer: [Method] = []

  package init(_ routes: [Route]) {
    for route in routes { insert(route) }
    methodsOfServer = Self.inOrder(Set(routes.map(\.method)))
  }

  /// The outcome for the method and the path, which comes still percent-encoded.
  package func route(_ head: RequestHead) -> Outcome {
    if head.method == .options, head.string(head.path) == "*" { return .options(allowed: methodsOfServer) }
    let path = PathSegments(head.bytes.span, head.path)
    guard let path, let node = find(path, at: 0, segment: 0) else {
      let isForbidden = head.method == .connect || head.method == .trace
      return isForbidden ? .methodNotAllowed(allowed: methodsOfServer) : .notFound
    }
    return outcome(nodes[node], head.method, path)
  }

  private func outcome(_ node: Node, _ method: Method, _ path: PathSegments) -> Outcome {
    if let found = endpoint(method, of: node) ?? (method == .head ? endpoint(.get, of: node) : nil) {
      return .found(found, PathParameters(names: node.names, values: values(path)))
    }
    let allowed = Self.inOrder(Set(node.endpoints.map(\.method)))
    return method == .options ? .options(allowed: allowed) : .methodNotAllowed(allowed: allowed)
  }

  private func endpoint(_ method: Method, of node: Node) -> Endpoint? {
    node.endpoints.first { $0.method == method }?.endpoint
  }

  // RFC 9110 9.3.2 and 9.3.7: what has GET has HEAD, and OPTIONS is answered everywhere.
  private static func inOrder(_ methods: Set<Method>) -> [Method] {
    Method.allCases.filter { method in
      method == .options || methods.contains(method) || (method == .head && methods.contains(.get))
    }
  }
}

extension Router {
  private mutating func insert(_ route: Route) {
    var node = 0
    var names: [String] = []
    for segment in route.template.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      if segment.first == "{", let end = segment.firstIndex(of: "}") {
        names.append(String(segment[segment.index(after: segment.startIndex)..<end]))
        node = parameterChild(of: node, suffix: Array(segment[segment.index(after: end)...].utf8))
      } else {
        node = literalChild(of: node, text: Array(segment.utf8))
      }
    }
    nodes[node].names = names
    nodes[node].endpoints.append((route.method, route.endpoint))
  }

  private mutating func literalChild(of node: Int, text: [UInt8]) -> Int {
    if let known = nodes[node].literals.first(where: { $0.text == text }) { return known.child }
    nodes.append(Node())
    nodes[node].literals.append((text, nodes.count - 1))
    return nodes.count - 1
  }

  // The longest suffix is tried first, so that `{name}.json` wins over `{name}`.
  private mutating func parameterChild(of node: Int, suffix: [UInt8]) -> Int {
    if let known = nodes[node].parameters.first(where: { $0.suffix == suffix }) { return known.child }
    nodes.append(Node())
    let child = nodes.count - 1
    let place = nodes[node].parameters.firstIndex { $0.suffix.count < suffix.count } ?? nodes[node].parameters.count
    nodes[node].parameters.insert((suffix, child), at: place)
    return child
  }

  private func find(_ path: PathSegments, at node: Int, segment: Int) -> Int? {
    guard segment < path.count else { return nodes[node].endpoints.isEmpty ? nil : node }
    for literal in nodes[node].literals where path.equals(literal.text, at: segment) {
      if let end = find(path, at: literal.child, segment: segment + 1) { return end }
    }
    for parameter in nodes[node].parameters where path.isValue(before: parameter.suffix, at: segment) {
      if let end = find(path, at: parameter.child, segment: segment + 1) { return end }
    }
    return nil
  }

  /// What the parameters on the way took: the way is walked again, now that it is known to lead somewhere.
  private func values(_ path: PathSegments) -> [String] {
    var values: [String] = []
    _ = collect(path, at: 0, segment: 0, into: &values)
    return values
  }

  private func collect(_ path: PathSegments, at node: Int, segment: Int, into values: inout [String]) -> Bool {
    guard segment < path.count else { return !nodes[node].endpoints.isEmpty }
    for literal in nodes[node].literals where path.equals(literal.text, at: segment) {
      if collect(path, at: literal.child, segment: segment + 1, into: &values) { return true }
    }
    for parameter in nodes[node].parameters where path.isValue(before: parameter.suffix, at: segment) {
      values.append(path.text(at: segment, without: parameter.suffix.count))
      if collect(path, at: parameter.child, segment: segment + 1, into: &values) { return true }
      values.removeLast()
    }
    return false
  }
}
