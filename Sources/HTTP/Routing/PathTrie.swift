/// The templates of a router as a tree of segments, each a literal or a parameter; its leaves are numbered.
struct PathTrie: Sendable {
  private struct Node: Sendable {
    var literals: [(text: [UInt8], child: Int)] = []
    var parameters: [(suffix: [UInt8], child: Int)] = []
    /// The number of the template that ends here.
    var leaf: Int?
  }

  /// What a parameter took: a segment without the suffix behind it.
  struct Value {
    var segment: Int
    var suffixLength: Int
  }

  private var nodes = [Node()]
  /// The names of each leaf's parameters, in order.
  private(set) var names: [[String]] = []

  /// The leaf of the template, a new one if it has none yet.
  mutating func insert(_ template: String) -> Int {
    var node = 0
    var names: [String] = []
    for segment in Array(template.utf8).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
      if segment.first == UInt8(ascii: "{"), let end = segment.firstIndex(of: UInt8(ascii: "}")) {
        names.append(String(decoding: segment[(segment.startIndex + 1)..<end], as: UTF8.self))
        node = parameterChild(of: node, suffix: Array(segment[(end + 1)...]))
      } else {
        node = literalChild(of: node, text: Array(segment))
      }
    }
    if let leaf = nodes[node].leaf { return leaf }
    nodes[node].leaf = self.names.count
    self.names.append(names)
    return self.names.count - 1
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

  /// The leaf that the path leads to. Leaves in `values` what the parameters on the way took.
  func find(_ path: PathSegments, _ values: inout [Value]) -> Int? { find(path, at: 0, segment: 0, &values) }

  private func find(_ path: PathSegments, at node: Int, segment: Int, _ values: inout [Value]) -> Int? {
    guard segment < path.count else { return nodes[node].leaf }
    for index in nodes[node].literals.indices where path.equals(nodes[node].literals[index].text, at: segment) {
      if let leaf = find(path, at: nodes[node].literals[index].child, segment: segment + 1, &values) { return leaf }
    }
    for index in nodes[node].parameters.indices where path.isValue(before: nodes[node].parameters[index].suffix, at: segment) {
      values.append(Value(segment: segment, suffixLength: nodes[node].parameters[index].suffix.count))
      if let leaf = find(path, at: nodes[node].parameters[index].child, segment: segment + 1, &values) { return leaf }
      values.removeLast()
    }
    return nil
  }
}
