/// Chinese characters as pinyin without tones.
package enum PinyinText {
  /// Returns a syllable for each character, nil for one that has none; ü is typed as v.
  ///
  /// A character has its usual reading, but in a known word that of the word: 模块 is mo kuai, 模具 is mu ju.
  package static func syllables(_ han: String) -> [String?] {
    let scalars = Array(han.unicodeScalars)
    var syllables = scalars.map(usual)
    for index in scalars.indices.dropLast() {
      guard let readings = words[pair(scalars[index], scalars[index + 1])] else { continue }
      syllables[index] = readings.0
      syllables[index + 1] = readings.1
    }
    return syllables
  }

  /// The other reading of a character that is often read in two ways.
  static func other(_ scalar: Unicode.Scalar, than syllable: String?) -> String? {
    others[scalar].flatMap { readings in readings.first { $0 != syllable } }
  }

  private static func usual(_ scalar: Unicode.Scalar) -> String? {
    guard (first...last).contains(scalar.value) else { return nil }
    let index = Int(table.indices[Int(scalar.value - first)])
    return index == 0 ? nil : table.syllables[index]
  }

  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  /// Words of two characters whose readings are not the usual ones.
  private static let words: [UInt64: (String, String)] = {
    let list = """
      模具 mu ju,冲模 chong mu,压模 ya mu,注模 zhu mu,塑模 su mu,铸模 zhu mu,锻模 duan mu,模架 mu jia,模板 mu ban,模样 mu yang,模仁 mu ren,行业 hang ye,\
      银行 yin hang,同行 tong hang,行情 hang qing,会计 kuai ji,重庆 chong qing,重新 chong xin,重复 chong fu,会长 hui zhang,部长 bu zhang,厂长 chang zhang,\
      院长 yuan zhang,市长 shi zhang,校长 xiao zhang,书长 shu zhang,事长 shi zhang,局长 ju zhang,处长 chu zhang,增长 zeng zhang,成长 cheng zhang,\
      长度 chang du,长期 chang qi,调查 diao cha,调研 diao yan,效率 xiao lv,音乐 yin yue,传记 zhuan ji,系统 xi tong,中标 zhong biao,应用 ying yong
      """
    var words: [UInt64: (String, String)] = [:]
    for entry in list.split(separator: ",") {
      let parts = entry.split(separator: " ").map(String.init)
      let scalars = Array(parts[0].unicodeScalars)
      if parts.count == 3, scalars.count == 2 { words[pair(scalars[0], scalars[1])] = (parts[1], parts[2]) }
    }
    return words
  }()

  private static func pair(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> UInt64 { UInt64(first.value) << 32 | UInt64(second.value) }

  private static let others: [Unicode.Scalar: [String]] = [
    "模": ["mo", "mu"], "行": ["xing", "hang"], "长": ["zhang", "chang"], "重": ["zhong", "chong"], "会": ["hui", "kuai"], "乐": ["le", "yue"],
    "调": ["diao", "tiao"], "率": ["lv", "shuai"], "传": ["chuan", "zhuan"], "省": ["sheng", "xing"], "曾": ["ceng", "zeng"],
    "车": ["che", "ju"],
    "单": ["dan", "shan"], "参": ["can", "shen"], "朝": ["chao", "zhao"], "还": ["hai", "huan"], "藏": ["cang", "zang"], "都": ["dou", "du"],
  ]

  /// The usual syllable of every ideograph as an index into the few hundred there are; read once, at first use.
  private static let table: (indices: [UInt16], syllables: [String]) = {
    var indices = [UInt16](repeating: 0, count: Int(last - first) + 1)
    var syllables = [""]
    for line in PinyinSyllables.text.split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 2 else { continue }
      if syllables.last != String(parts[0]) { syllables.append(String(parts[0])) }
      for scalar in parts[1].unicodeScalars where (first...last).contains(scalar.value) {
        indices[Int(scalar.value - first)] = UInt16(syllables.count - 1)
      }
    }
    return (indices, syllables)
  }()
}
