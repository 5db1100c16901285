import Domain
import Testing

@Suite struct SearchWordsTests {
  @Test(arguments: [
    ("模具", "模具 具 "), ("模", "模 "), ("注塑模具", "注塑 塑模 模具 具 "), ("IGBT模块v2", "igbt 模块 块 v2 "), ("a，b", "a b "), ("２０２５年", "2025 年 "),
    ("電鍍", "电镀 镀 "), ("", ""), ("……", ""), ("㎡", "m2 "), ("⼀⽅", "一方 方 "), ("Ｅ－ｍａｉｌ", "e mail "),
  ])
  func `text is cut into bigrams and words`(_ text: String, _ words: String) {
    #expect(String(decoding: SearchWords.index(text), as: UTF8.self) == words)
  }

  @Test(arguments: [
    ("模具", ["模具"], false), ("模", ["模"], true), ("注塑模", ["注塑", "塑模"], false), ("模具CAD", ["模具", "具", "cad"], false),
    ("cad模", ["cad", "模"], true), ("2024-5", ["2024", "5"], false),
  ])
  func `a term is a phrase of words, open where it is one character`(_ query: String, _ words: [String], _ isOpen: Bool) {
    let terms = SearchWords.terms(of: query)
    #expect(terms.map(\.words) == [words.joined(separator: " ")])
    #expect(terms.map(\.isOpen) == [isOpen])
  }

  @Test(arguments: [
    ("模具  展览", ["模具", "展览"]), ("　模具\t模具\n", ["模具"]), ("——", []), ("a—— ——b", ["a", "b"]), ("模具——", ["模具"]), ("ＣＡＤ cad", ["cad"]),
  ])
  func `a query is one term between white space, each once`(_ query: String, _ terms: [String]) {
    #expect(SearchWords.terms(of: query).map(\.words) == terms)
  }

  @Test(arguments: [("cad", true), ("CAD", true), ("a", false), ("cad2", false), ("a-b", false), ("mu具", false)])
  func `letters alone may be pinyin`(_ query: String, _ mayBe: Bool) {
    #expect(SearchWords.terms(of: query).map { $0.pinyin != nil } == [mayBe])
  }

  @Test(arguments: [("", 0), (" ", 0), ("a b", 2), ("\u{3000}模具\u{2028}b\u{A0}", 2), ("\u{1680}x\u{85}y\u{0B}z", 3)])
  func `pieces stand between white space of any kind`(_ text: String, _ count: Int) {
    #expect(SearchText.pieces(of: text) == count)
  }

  @Test func `pinyin stands from each character on`() {
    let words = String(decoding: SearchWords.pinyin("模具展"), as: UTF8.self).split(separator: " ").map { $0.dropFirst() }
    #expect(words == ["mujuzhan", "mojuzhan", "juzhan", "zhan"])
  }

  @Test func `a snippet marks what was found and escapes the rest`() {
    let marker = SnippetMarker(SearchWords.terms(of: "模具 <b>"))
    #expect(marker.whole("<i>模具</i>與模具 b") == "&lt;i&gt;<mark>模具</mark>&lt;/i&gt;與<mark>模具</mark> <mark>b</mark>")
    #expect(marker.whole("冲压") == nil)
    #expect(SnippetMarker(SearchWords.terms(of: "电镀")).whole("電鍍槽") == "<mark>電鍍</mark>槽")
  }

  @Test(arguments: [("某某模具有限公司", true), ("某市模具行业协会", true), ("王小明", false), ("关于举办展览的通知，见附件。", false), ("Acme Co., Ltd.", false)])
  func `names of organisations are told from others`(_ name: String, _ isOne: Bool) {
    #expect(OrganisationName.isOne(name) == isOne)
  }
}
