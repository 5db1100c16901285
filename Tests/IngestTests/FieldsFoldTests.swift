import Foundation
import Testing

@testable import Ingest

struct FieldsFoldTests {
  @Test func `the table of Simplified forms is what Foundation maps`() throws {
    let pairs = Array(SimplifiedForms.pairs.unicodeScalars)
    let traditional = stride(from: 0, to: pairs.count - 1, by: 2).map { pairs[$0] }
    let simplified = stride(from: 1, to: pairs.count, by: 2).map { pairs[$0] }
    let mapped = String(String.UnicodeScalarView(traditional)).applyingTransform(StringTransform("Hant-Hans"), reverse: false)
    #expect(Array(try #require(mapped).unicodeScalars) == simplified)
    #expect(traditional.count > 2000)
  }

  /// A printed text and its reading form.
  @Test(arguments: [
    ("舉辦於臺灣", "举办于台湾"), ("２０２５年（３月）", "2025年(3月)"), ("「金帆獎」", "“金帆奖”"), ("工信〔２０２５〕", "工信〔2025〕"), ("工信［2025］", "工信〔2025〕"),
    ("纳 入\t规　划", "纳入规划"), ("二○二五", "二〇二五"), ("6—7", "6-7"), ("Annual  Meeting 2025", "Annual Meeting 2025"),
    ("2 月 10 日 -12 日", "2月10日-12日"),
  ])
  func `patterns see one form of each character`(_ printed: String, _ expected: String) {
    let print = Print(printed)
    #expect(print.folded(0..<print.count) == expected)
  }

  /// A printed text and the value cut out of it.
  @Test(arguments: [
    ("纳 入 规 划", "纳入规划"), ("PEX  EXPO 2025", "PEX EXPO 2025"), ("江城 2025 年", "江城2025年"), (" 前后 ", "前后"), ("舉辦「金帆獎」", "舉辦「金帆獎」"),
    ("Jane Doe, Secretary", "Jane Doe, Secretary"),
  ])
  func `a cut value is what was printed, less the gaps of the typesetting`(_ printed: String, _ expected: String) {
    let print = Print(printed)
    #expect(print.cut(0..<print.count) == expected)
  }
}
