import Domain
import Testing

@Suite struct IdentifierTests {
  @Test func `an id holds its time, version and variant`() {
    #expect(
      Identifier.make(milliseconds: 0x0199_0000_ABCD, order: 0x123, random: 0x7FFF_0000_0000_0001) == "01990000-abcd-7123-bfff-000000000001"
    )
  }

  @Test(arguments: [
    ("01990000-abcd-7123-bfff-000000000001", true), ("01990000-ABCD-7123-bfff-000000000001", false),
    ("01990000abcd7123bfff000000000001", false),
    ("01990000-abcd-7123-bfff-00000000000", false), ("", false),
  ])
  func `the form of an id is known`(_ text: String, _ isOne: Bool) {
    #expect(Identifier.isOne(text) == isOne)
  }

  @Test(arguments: [
    ("模具协会年会", "mu-ju-xie-hui-nian-hui"), ("IGBT 模块 2025", "igbt-mo-kuai-2025"), ("Café Müller", "cafe-muller"), ("１２３ＡＢＣ", "123abc"),
    ("！？——", nil), ("", nil), ("模—具", "mo-ju"), ("行业会长", "hang-ye-hui-zhang"),
  ])
  func `a slug is made of pinyin, letters and digits`(_ title: String, _ slug: String?) {
    #expect(Slug.make(from: title) == slug)
  }

  @Test func `a slug ends at a word within its bound`() throws {
    let slug = try #require(Slug.make(from: String(repeating: "装备", count: 60)))
    #expect(slug.utf8.count <= Slug.maxLength)
    #expect(slug.hasSuffix("-zhuang") || slug.hasSuffix("-bei"))
    #expect(Slug.isValid(slug))
  }

  @Test(arguments: ["", "-a", "a-", "a--b", "A", "模具", "a b", "01990000-abcd-7123-bfff-000000000001", "a/b"])
  func `what is no slug is refused`(_ text: String) {
    #expect(!Slug.isValid(text))
  }
}
