/// Numbers as they are printed in dates: half-width digits (full-width ones are folded already) or Chinese numerals.
enum Numeral {
  struct Reading {
    var value: Int
    /// The index after the last scalar read.
    var end: Int
  }

  /// Digits at a place, at most `width` of them; nil where a digit stands right before or after, or none stands here.
  static func digits(_ text: [UInt32], at start: Int, width: ClosedRange<Int>) -> Reading? {
    var value = 0
    var i = start
    while i < text.count, text[i].isDigit, i - start <= width.upperBound {
      value = value * 10 + Int(text[i] - 0x30)
      i += 1
    }
    guard width.contains(i - start) else { return nil }
    return Reading(value: value, end: i)
  }

  /// A number up to 99 in Chinese numerals: 九, 十二, 二十五, 廿五, 三十; also 一〇 digit by digit.
  static func small(_ text: [UInt32], at start: Int) -> Reading? {
    guard start < text.count else { return nil }
    var i = start
    var tens = 0
    var sawTen = false
    if let n = scores[text[i]] {
      tens = n
      sawTen = true
      i += 1
    } else if let n = unit(text[i]), n > 0 {
      i += 1
      if i < text.count, text[i] == ten {
        tens = n * 10
        sawTen = true
        i += 1
      } else {
        if i < text.count, let next = unit(text[i]) { return Reading(value: n * 10 + next, end: i + 1) }
        return Reading(value: n, end: i)
      }
    }
    guard sawTen else { return nil }
    if i < text.count, let n = unit(text[i]), n > 0 { return Reading(value: tens + n, end: i + 1) }
    return Reading(value: tens, end: i)
  }

  /// A small number in digits or in Chinese numerals.
  static func either(_ text: [UInt32], at start: Int) -> Reading? {
    digits(text, at: start, width: 1...2) ?? small(text, at: start)
  }

  /// A year digit by digit: 二〇〇六, 一九九六; the zero also as 零, O or 0.
  static func year(_ text: [UInt32], at start: Int) -> Reading? {
    guard start + 4 <= text.count else { return nil }
    var value = 0
    for i in start..<start + 4 {
      guard let n = unit(text[i]) ?? zeroes[text[i]] else { return nil }
      value = value * 10 + n
    }
    return (1900...2099).contains(value) ? Reading(value: value, end: start + 4) : nil
  }

  /// A year of the Republic in Chinese numerals: 一百一十四, 一一四, 八十九, 元.
  static func republic(_ text: [UInt32], at start: Int) -> Reading? {
    guard start < text.count else { return nil }
    if text[start] == 0x5143 { return Reading(value: 1, end: start + 1) }
    if let n = unit(text[start]), start + 1 < text.count, text[start + 1] == hundred {
      let after = start + 2
      guard after < text.count else { return Reading(value: n * 100, end: after) }
      let skip = zeroes[text[after]] != nil || text[after] == 0x3007 || text[after] == 0x96F6 ? after + 1 : after
      guard let rest = small(text, at: skip) else { return Reading(value: n * 100, end: after) }
      return Reading(value: n * 100 + rest.value, end: rest.end)
    }
    if start + 3 <= text.count, let a = unit(text[start]), a == 1, let b = unit(text[start + 1]), let c = unit(text[start + 2]) {
      return Reading(value: a * 100 + b * 10 + c, end: start + 3)
    }
    return small(text, at: start)
  }

  private static let ten: UInt32 = 0x5341
  private static let hundred: UInt32 = 0x767E
  private static let scores: [UInt32: Int] = [0x5341: 10, 0x5EFF: 20, 0x5344: 20, 0x5345: 30]
  private static let zeroes: [UInt32: Int] = [0x4F: 0, 0x6F: 0, 0x30: 0]

  /// 〇零一…九.
  static func unit(_ value: UInt32) -> Int? {
    switch value {
    case 0x3007, 0x96F6: 0
    case 0x4E00: 1
    case 0x4E8C: 2
    case 0x4E09: 3
    case 0x56DB: 4
    case 0x4E94: 5
    case 0x516D: 6
    case 0x4E03: 7
    case 0x516B: 8
    case 0x4E5D: 9
    default: nil
    }
  }
}
