import Testing

@testable import Domain

struct MarkdownIndentTests {
  @Test(
    arguments: [
      (" a", "<p>a</p>\n"), ("\ta\n\tb", "<p>a\nb</p>\n"), ("  > a", "<blockquote><p>a</p>\n</blockquote>\n"),
      ("- a\n b", "<ul>\n<li>a\nb</li>\n</ul>\n"),
    ] as [(String, String)])
  func `a line that begins with blanks is read like any other`(_ text: String, _ html: String) {
    #expect(Markdown(text).html == html)
  }
}
