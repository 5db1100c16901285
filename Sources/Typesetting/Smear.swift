/// The dirt that an extraction leaves in lines: stray tabs and spaces, trailing tabs, letters set apart.
struct Smear {
  let dialect: Dialect

  func smear(_ line: SetLine, endsParagraph: Bool, dice: inout Dice) -> String {
    var out = ""
    if line.role == .body || line.role == .title {
      var last: Character = "\n"
      for c in line.text {
        let number = c.isASCII && c.isNumber
        let lastNumber = last.isASCII && last.isNumber
        if number != lastNumber, last != "\n", !c.isASCII || !last.isASCII, !"，。、；：（）《》“”\t".contains(number ? last : c) {
          if dialect.script != .english, dice.falls(dialect.digitSpace) { out += " " }
        }
        out.append(c)
        if "，。、；".contains(c), dice.falls(dialect.strayTab) { out += dice.pick(["\t", "\t ", " "]) }
        last = c
      }
    } else {
      out = line.text
    }
    if line.role == .body, line.jump == nil, line.inlineByline == nil, dialect.script != .english, out.count > 12,
      dice.falls(dialect.letterSpaced)
    {
      out = out.map(String.init).joined(separator: " ")
    }
    if endsParagraph, line.role == .body, line.inlineByline == nil, dice.falls(dialect.trailingTabs) { out += dice.pick(["\t", "\t\t"]) }
    return out
  }
}
