import Foundation
import Ingest
import Testing

struct TextDecoderTests {
  private static let text = "云湖机械\n\n会员大会今天召开，代表们说：的确不错。\n"

  struct Encoded: Sendable {
    var name: String
    var bytes: [UInt8]
  }

  private static func encoded(_ text: String, _ rawValue: UInt) -> [UInt8] {
    [UInt8](text.data(using: String.Encoding(rawValue: rawValue)) ?? Data())
  }

  static let encodings = [
    Encoded(name: "UTF-8", bytes: Array(text.utf8)),
    Encoded(name: "UTF-8", bytes: [0xEF, 0xBB, 0xBF] + Array(text.utf8)),
    Encoded(name: "UTF-16LE", bytes: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
    Encoded(name: "UTF-16BE", bytes: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
    Encoded(name: "UTF-16LE", bytes: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
    Encoded(name: "GB18030", bytes: encoded(text, 0x8000_0632)),
  ]

  @Test(arguments: encodings)
  func `an encoding is found without being told`(_ input: Encoded) throws {
    let source = try TextDecoder.decode(input.bytes)
    #expect(source.encoding == input.name)
    #expect(source.lines.map(\.text) == ["云湖机械", "会员大会今天召开，代表们说：的确不错。"])
  }

  @Test func `Big5 is told from GB18030 by how common its characters are`() throws {
    let text = "雲湖機械\n會員大會今天召開，代表們說：這是我們的第一次。\n"
    let source = try TextDecoder.decode(Self.encoded(text, 0x8000_0A03))
    #expect(source.encoding == "Big5")
    #expect(source.lines.first?.text == "雲湖機械")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines end at each kind of terminator and blank ones are counted`(_ end: String) throws {
    let source = try TextDecoder.decode(Array(["甲", "", "乙", "丙", "\t ", "丁"].joined(separator: end).utf8))
    #expect(source.lines.map(\.number) == [1, 3, 4, 6])
    #expect(source.lines.map(\.followsBlank) == [true, true, false, true])
    #expect(source.lineCount == 6)
  }

  @Test func `a form feed marks the next text and is no part of it`() throws {
    let source = try TextDecoder.decode(Array("甲\n\u{0C}乙\n丙\u{0C}\n丁\n\u{0C}\n戊\n".utf8))
    #expect(source.lines.map(\.text) == ["甲", "乙", "丙", "丁", "戊"])
    #expect(source.lines.map(\.followsFormFeed) == [false, true, false, true, true])
  }

  @Test func `radicals become the ideographs they look like`() throws {
    let source = try TextDecoder.decode(Array("⼈⺠⻋⽤".utf8))
    #expect(source.lines.first?.text == "人民车用")
  }

  @Test func `what is no text is refused`() {
    #expect(throws: IngestError.empty) { try TextDecoder.decode([]) }
    #expect(throws: IngestError.empty) { try TextDecoder.decode(Array(" \n\t\n".utf8)) }
    #expect(throws: IngestError.binary) { try TextDecoder.decode(Array("%PDF-1.7\n甲".utf8)) }
    #expect(throws: IngestError.binary) { try TextDecoder.decode([0x89, 0x50, 0x4E, 0x47, 0, 0, 1, 2, 3, 0, 0]) }
  }
}
