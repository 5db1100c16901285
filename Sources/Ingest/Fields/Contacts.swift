/// Contacts printed with a label: 联系人：…, 电话：…, 邮箱：…, 地址：…
struct ContactReading {
  let parameters: FieldParameters

  func read(_ passages: [Manuscript.Passage]) -> [Records.Contact] {
    var found: [Records.Contact] = []
    for passage in passages {
      for contact in read(passage) where !found.contains(where: { $0.kind == contact.kind && $0.value.value == contact.value.value }) {
        found.append(contact)
      }
    }
    return found
  }

  private func read(_ passage: Manuscript.Passage) -> [Records.Contact] {
    let text = passage.text
    let labels = ContactReading.labels(text)
    let emails = ContactReading.emails(text, 0..<text.count)
    var found = emails.map { Records.Contact(kind: .email, value: .init($0, confidence: parameters.certain, lines: passage.lines)) }
    for (i, label) in labels.enumerated() {
      let limit = i + 1 < labels.count ? labels[i + 1].range.lowerBound : text.count
      for value in values(label.kind, passage.print, label.range.upperBound..<limit) {
        found.append(Records.Contact(kind: value.0, value: .init(value.1, confidence: parameters.certain, lines: passage.lines)))
      }
    }
    return found
  }

  private static func labels(_ text: [UInt32]) -> [(kind: Records.Contact.Kind, range: Range<Int>)] {
    var found: [(kind: Records.Contact.Kind, range: Range<Int>)] = []
    var i = 0
    while i < text.count {
      if let (kind, n) = label(text, at: i) {
        found.append((kind, i..<n))
        i = n
      } else {
        i += 1
      }
    }
    return found
  }

  /// A label with its colon; 联系人及电话 and the like count as their first part.
  private static func label(_ text: [UInt32], at start: Int) -> (Records.Contact.Kind, Int)? {
    for (kind, words) in kinds {
      guard let n = words.match(text, at: start) else { continue }
      var i = start + n
      while i < text.count, let m = joined.match(text, at: i) { i += m }
      if i < text.count, text[i] == 0x28, let close = (i..<min(text.count, i + longestNote)).first(where: { text[$0] == 0x29 }) {
        i = close + 1
      }
      while i < text.count, text[i] == 0x20 { i += 1 }
      guard i < text.count, text[i] == 0x3A else { continue }
      return (kind, i + 1)
    }
    return nil
  }

  private func values(_ kind: Records.Contact.Kind, _ print: Print, _ range: Range<Int>) -> [(Records.Contact.Kind, String)] {
    switch kind {
    case .person: persons(print, range)
    case .phone, .mobile, .fax:
      ContactReading.numbers(print.text, range).map { (kind == .phone && ContactReading.isMobile($0) ? .mobile : kind, $0) }
    case .email: ContactReading.emails(print.text, range).map { (.email, $0) }
    case .qq, .postcode: ContactReading.digits(print.text, range, kind == .qq ? 5...11 : 6...6).map { [(kind, $0)] } ?? []
    case .address: address(print, range)
    }
  }

  /// 张三、李四 010-12345678: names first, numbers behind them.
  private func persons(_ print: Print, _ range: Range<Int>) -> [(Records.Contact.Kind, String)] {
    let text = print.text
    var found: [(Records.Contact.Kind, String)] = []
    var start = range.lowerBound
    for i in range.lowerBound...range.upperBound {
      let spaced =
        i < range.upperBound && text[i] == 0x20 && i > start && text[i - 1].isLatin && i + 1 < range.upperBound && text[i + 1].isLatin
      let inside = i < range.upperBound && (text[i].isHan || text[i].isLatin || text[i] == 0xB7 || spaced)
      if inside { continue }
      let part = start..<i
      start = i + 1
      guard part.count >= 2, part.count <= ContactReading.longestPerson, ContactReading.notPersons.first(in: text, part) == nil else {
        continue
      }
      found.append((.person, print.cut(part)))
    }
    let numbers = ContactReading.numbers(text, range).map { (ContactReading.isMobile($0) ? Records.Contact.Kind.mobile : .phone, $0) }
    return found + numbers + ContactReading.emails(text, range).map { (.email, $0) }
  }

  private func address(_ print: Print, _ range: Range<Int>) -> [(Records.Contact.Kind, String)] {
    let text = print.text
    var end = range.first { text[$0].endsSentence || text[$0] == 0x2C } ?? range.upperBound
    while end > range.lowerBound, text[end - 1] == 0x28 || text[end - 1] == 0x3001 { end -= 1 }
    let value = print.cut(range.lowerBound..<end)
    return end - range.lowerBound >= 4 && text[range.lowerBound..<end].contains(where: { $0.isHan || $0.isLatin })
      ? [(.address, value)] : []
  }

  // MARK: shapes

  static func isMobile(_ number: String) -> Bool { number.count == 11 && number.hasPrefix("1") }

  /// Telephone numbers: at least seven digits, with hyphens, brackets and a plus sign as printed.
  static func numbers(_ text: [UInt32], _ range: Range<Int>) -> [String] {
    var found: [String] = []
    var i = range.lowerBound
    while i < range.upperBound {
      var end = i
      var digits = 0
      let abroad = text[i] == 0x2B
      while end < range.upperBound, text[end].isDigit || text[end] == 0x2D || abroad && (end == i || text[end] == 0x20) {
        if text[end].isDigit { digits += 1 }
        end += 1
      }
      while end > i, !text[end - 1].isDigit { end -= 1 }
      if digits >= 7, digits <= 15, i == 0 || text[i - 1] != 0x40 && !text[i - 1].isLatin {
        found.append(string(text[i..<end]))
      }
      i = max(end, i + 1)
    }
    return found
  }

  static func emails(_ text: [UInt32], _ range: Range<Int>) -> [String] {
    var found: [String] = []
    for at in range where text[at] == 0x40 {
      var start = at
      while start > range.lowerBound, isAddress(text[start - 1]) { start -= 1 }
      var end = at + 1
      while end < range.upperBound, isAddress(text[end]) { end += 1 }
      while end > at, text[end - 1] == 0x2E || text[end - 1] == 0x2D { end -= 1 }
      guard start < at, text[at..<end].contains(0x2E) else { continue }
      found.append(string(text[start..<end]))
    }
    return found
  }

  private static func digits(_ text: [UInt32], _ range: Range<Int>, _ width: ClosedRange<Int>) -> String? {
    guard let start = range.first(where: { text[$0].isDigit }), start - range.lowerBound <= 2 else { return nil }
    let end = (start..<range.upperBound).first { !text[$0].isDigit } ?? range.upperBound
    return width.contains(end - start) ? string(text[start..<end]) : nil
  }

  private static func isAddress(_ value: UInt32) -> Bool {
    value < 0x80 && (value.isLetterOrDigit || value == 0x2E || value == 0x2D || value == 0x5F || value == 0x2B)
  }

  private static func string(_ scalars: ArraySlice<UInt32>) -> String {
    String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) }))
  }

  private static let kinds: [(Records.Contact.Kind, Lexicon)] = [
    (.person, Lexicon("联系人 联络人 咨询人 经办人 负责人 承办人 Contact_person Contact")),
    (.mobile, Lexicon("手机号码 手机号 手机 移动电话 Mobile")),
    (.fax, Lexicon("传真电话 传真 Fax FAX")),
    (.email, Lexicon("电子邮箱 电子邮件 电子信箱 邮箱地址 邮箱 邮件 E-mail E-Mail e-mail Email email EMAIL")),
    (.phone, Lexicon("联系电话 咨询电话 监督电话 服务电话 办公电话 热线电话 固定电话 电话号码 电话 热线 Telephone Tel Phone TEL")),
    (.qq, Lexicon("QQ qq")),
    (.postcode, Lexicon("邮政编码 邮编 Postcode")),
    (.address, Lexicon("联系地址 通讯地址 通信地址 邮寄地址 寄送地址 办公地址 单位地址 收件地址 地址 Address")),
  ]
  private static let joined = Lexicon("及联系方式 及联系电话 及电话 和电话 和联系电话 与电话 、电话 / 、 电话 号 号码 地址 传真 . (传真) 手机")
  private static let notPersons = Lexicon("联系 电话 手机 邮箱 地址 传真 邮编 单位 公司 部门 中心 办公室 附件 协会 委员会 秘书处 处 厅")
  private static let longestPerson = 24
  private static let longestNote = 12
}
