/// Mends a bracket whose pair has the other breadth: `（2024)` -> `（2024）`. Everything else stays as printed.
enum Brackets {
  static func mended(_ text: String) -> String {
    var scalars = text.scalarArray
    var open: [Int] = []
    for index in scalars.indices {
      switch scalars[index] {
      case "（", "(": open.append(index)
      case "）", ")":
        guard let start = open.popLast() else { continue }
        if (scalars[start] == "（") != (scalars[index] == "）") {
          scalars[start] = "（"
          scalars[index] = "）"
        }
      default: break
      }
    }
    return String(scalars: scalars)
  }
}
