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

  private struct Entry: Sendable {
    var method: Method
    var endpoint: Endpoint
  }

  private var trie = PathTrie()
  /// By leaf of the trie.
  private var endpoints: [[Entry]] = []
  private var methodsOfServer: [Method] = []

  package init(_ routes: [Route]) {
    for route in routes {
      let leaf = trie.insert(route.template)
      if leaf == endpoints.count { endpoints.append([]) }
      endpoints[leaf].append(Entry(method: route.method, endpoint: route.endpoint))
    }
    methodsOfServer = Self.inOrder(Set(routes.map(\.method)))
  }

  /// The outcome for the method and the path, which comes still percent-encoded.
  // Generic code of another target would ask for the metadata of its types in every request.
  @_specialize(where Endpoint == Int)
  package func route(_ head: RequestHead) -> Outcome {
    if head.method == .options, head.string(head.path) == "*" { return .options(allowed: methodsOfServer) }
    var values: [PathTrie.Value] = []
    guard let path = PathSegments(head.bytes.span, head.path), let leaf = trie.find(path, &values) else {
      let isForbidden = head.method == .connect || head.method == .trace
      return isForbidden ? .methodNotAllowed(allowed: methodsOfServer) : .notFound
    }
    guard let endpoint = endpoint(head.method, of: leaf) ?? (head.method == .head ? endpoint(.get, of: leaf) : nil) else {
      let allowed = Self.inOrder(Set(endpoints[leaf].map(\.method)))
      return head.method == .options ? .options(allowed: allowed) : .methodNotAllowed(allowed: allowed)
    }
    let texts = values.map { path.text(at: $0.segment, without: $0.suffixLength) }
    return .found(endpoint, PathParameters(names: trie.names[leaf], values: texts))
  }

  private func endpoint(_ method: Method, of leaf: Int) -> Endpoint? {
    for entry in endpoints[leaf] where entry.method == method { return entry.endpoint }
    return nil
  }

  // RFC 9110 9.3.2 and 9.3.7: what has GET has HEAD, and OPTIONS is answered everywhere.
  private static func inOrder(_ methods: Set<Method>) -> [Method] {
    Method.allCases.filter { method in
      method == .options || methods.contains(method) || (method == .head && methods.contains(.get))
    }
  }
}
