/// Finds the name that a person meant: the one with the fewest insertions, deletions, replacements and swaps of neighbours.
package enum NearestName {
  /// The nearest of `names`; the first of equals. Nil only for an empty list.
  package static func of(_ typed: String, in names: some Sequence<String>) -> String? {
    names.map { (name: $0, distance: distance(typed.lowercased(), $0.lowercased())) }.min { $0.distance < $1.distance }?.name
  }

  /// The optimal string alignment distance (Damerau 1964), by three rows of its table.
  package static func distance(_ one: String, _ other: String) -> Int {
    let first = Array(one.unicodeScalars)
    let second = Array(other.unicodeScalars)
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in 1..<(first.count + 1) {
      var current = [row]
      for column in 1..<(second.count + 1) {
        let replaced = last[column - 1] + (first[row - 1] == second[column - 1] ? 0 : 1)
        var best = min(last[column] + 1, current[column - 1] + 1, replaced)
        let isSwap = row > 1 && column > 1 && first[row - 1] == second[column - 2] && first[row - 2] == second[column - 1]
        if isSwap { best = min(best, beforeLast[column - 2] + 1) }
        current.append(best)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
