/// How long something holds, as a person writes it: `90d`, `12h`, `2w`, `1y`.
enum Lifetime {
  private static let units: [Character: Int64] = ["h": 3_600, "d": 86_400, "w": 604_800, "y": 31_536_000]
  private static let longestYears: Int64 = 100

  /// Milliseconds.
  static func milliseconds(_ text: String, option: String) throws(Failure) -> Int64 {
    let millisecondsPerSecond: Int64 = 1_000
    let longest = longestYears * 31_536_000
    guard let mark = text.last, let unit = units[mark], let count = Int64(text.dropLast()), count > 0, count <= longest / unit else {
      throw .usage("--\(option) must be a number of hours, days, weeks or years like 12h, 90d, 2w or 1y, not \"\(text)\".")
    }
    return count * unit * millisecondsPerSecond
  }
}
