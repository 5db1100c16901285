/// Finds the name that a mistyped one most likely meant.
package enum NearestName {
  /// Returns the closest candidate within a third of the name's length (at least one edit), or nil.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let tolerance = max(1, (name.utf8.count + 2) / 3)
    guard let best = ranked(name, candidates), best.distance <= tolerance else { return nil }
    return best.name
  }

  /// Returns the closest candidate however far it is, the first of equals; nil only where there is none.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    ranked(name, candidates)?.name
  }

  private static func ranked(_ name: String, _ candidates: some Sequence<String>) -> (name: String, distance: Int)? {
    let typed = Array(name.lowercased().utf8)
    return candidates.map { (name: $0, distance: distance(typed, Array($0.lowercased().utf8))) }.min { $0.distance < $1.distance }
  }

  /// Edits (insert, delete, replace, swap of neighbours) that turn one word into the other.
  private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
    guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for i in 1...one.count {
      var row = [i] + last.dropFirst()
      for j in 1...other.count {
        let replacement = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)
        row[j] = min(replacement, last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] { row[j] = min(row[j], beforeLast[j - 2] + 1) }
      }
      (beforeLast, last) = (last, row)
    }
    return last[other.count]
  }
}
