import Domain
import Testing

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("一段\n接着", "<p>一段\n接着</p>\n"),
    ("# 标题 #\n\n正文", "<h1>标题</h1>\n<p>正文</p>\n"),
    ("**重** 与 *轻* 与 `x<y`", "<p><strong>重</strong> 与 <em>轻</em> 与 <code>x&lt;y</code></p>\n"),
    ("- 甲\n- 乙\n  - 丙", "<ul>\n<li>甲</li>\n<li>乙<ul>\n<li>丙</li>\n</ul>\n</li>\n</ul>\n"),
    ("3. 三\n4. 四", "<ol start=\"3\">\n<li>三</li>\n<li>四</li>\n</ol>\n"),
    ("> 引\n> 用", "<blockquote><p>引\n用</p>\n</blockquote>\n"),
    ("```\n<a>\n```", "<pre><code>&lt;a&gt;\n</code></pre>\n"),
    ("---", "<hr>\n"),
    ("行尾  \n换行", "<p>行尾<br>\n换行</p>\n"),
    ("[链](https://example.org/?a=1&b=2)", "<p><a href=\"https://example.org/?a=1&amp;b=2\" rel=\"nofollow noopener\">链</a></p>\n"),
    ("<mailto:a@example.org>", "<p><a href=\"mailto:a@example.org\" rel=\"nofollow noopener\">mailto:a@example.org</a></p>\n"),
    ("2 * 3 * 4 和 a_b_c", "<p>2 * 3 * 4 和 a_b_c</p>\n"),
    ("\\*不是\\*", "<p>*不是*</p>\n"),
    ("", ""),
  ])
  func `markup becomes HTML`(_ text: String, _ html: String) {
    #expect(Markdown(text).html == html)
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "<javascript:alert(1)>", "![x](data:text/html,1)",
    "[x](https://a\"onmouseover=alert(1))", "[x](java\tscript:alert(1))", "**<img src=x onerror=alert(1)>**", "`</code><script>`",
    "# <svg onload=alert(1)>", "> <iframe>", "```\n</pre><script>\n```", "[a](vbscript:x)[b](file:///etc)", "<https://a.b/\"><script>",
  ])
  func `no text makes a tag, a handler or another scheme`(_ text: String) {
    let html = Markdown(text).html
    let tags = html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1).map { $0.prefix { $0 != ">" && $0 != " " } }
    let known: Set<Substring> = [
      "p", "/p", "a", "/a", "strong", "/strong", "em", "/em", "code", "/code", "h1", "/h1", "blockquote", "/blockquote", "pre", "/pre",
    ]
    #expect(Set(tags).isSubset(of: known))
    #expect(!html.contains("href=\"javascript") && !html.contains("href=\"data") && !html.contains("href=\"file"))
    for attribute in html.matches(of: /<a ([^>]*)>/) { #expect(attribute.1.matches(of: /"/).count == 4) }
  }

  @Test func `plain text has no marks`() {
    #expect(Markdown("## 一\n\n**二** [三](https://a.b)\n\n- 四\n- 五").plainText == "一\n\n二 三\n\n- 四\n\n- 五")
  }

  @Test(arguments: ["*", "[", "`", "> ", "- ", "_a ", "![](", "<h", "\\", "``` "])
  func `repetition without end is read in a moment`(_ piece: String) {
    let text = String(repeating: piece, count: 20_000)
    #expect(Markdown(text).html.utf8.count < text.utf8.count * 40 + 1_000)
  }
}
