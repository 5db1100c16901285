/// Maps each printed character to the one form in which patterns are written: half-width, Simplified, one kind of bracket and dash.
enum Fold {
  /// Every mapping is one to one, so positions stay.
  static func scalar(_ value: UInt32) -> UInt32 { value < 0x10000 ? UInt32(table[Int(value)]) : value }

  private static let table: [UInt16] = {
    var table = [UInt16](0...UInt16.max)
    let simplified = Array(SimplifiedForms.pairs.utf16)
    for i in stride(from: 0, to: simplified.count - 1, by: 2) { table[Int(simplified[i])] = simplified[i + 1] }
    for full in 0xFF01...0xFF5E { table[full] = UInt16(full - 0xFEE0) }
    for (all, one) in classes {
      for value in all.utf16 { table[Int(value)] = one }
    }
    return table
  }()

  private static let classes: [(String, UInt16)] = [
    ("［〔【﹝〖[", 0x3014), ("］〕】﹞〗]", 0x3015), ("（﹙(", 0x28), ("）﹚)", 0x29),
    ("“「『〝„", 0x201C), ("”」』〞", 0x201D), ("＂", 0x22), ("＇", 0x27),
    ("—–―－─‐‑−﹣ー", 0x2D), ("~～〜∼", 0x7E), ("·•・‧∙", 0xB7), ("○〇◯", 0x3007), ("〈＜", 0x3008), ("〉＞", 0x3009),
    ("︰﹕", 0x3A), ("﹔", 0x3B), ("﹐", 0x2C), ("｡", 0x3002), ("､", 0x3001), ("．﹒", 0x2E),
  ]
}
