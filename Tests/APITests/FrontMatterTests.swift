import Domain
import JSON
import Testing

@testable import API

struct FrontMatterTests {
  private static func read(_ text: String) throws -> [String: JSONValue] {
    try FrontMatter.read(Array(text.utf8), schema: .article)
  }

  @Test func `the head gives the members and the rest is the body`() throws {
    let members = try Self.read("---\ntitle: 年会: 通知\nkind: news\ntags: [模具, 注塑]\npages:\n- 3\n---\n\n第一段。\n\n第二段。\n")
    #expect(members["title"] == .string("年会: 通知"))
    #expect(members["kind"] == .string("news"))
    #expect(members["tags"] == .array([.string("模具"), .string("注塑")]))
    #expect(members["body"] == .string("第一段。\n\n第二段。\n"))
  }

  @Test func `windows line ends, quotes, full-width colons and single tags are taken`() throws {
    let members = try Self.read("---\r\ntitle：\"引号 [不是] 列表\"\r\ntags: 模具\r\nsubtitle: null\r\n---\r\n正文\r\n")
    #expect(members["title"] == .string("引号 [不是] 列表"))
    #expect(members["tags"] == .array([.string("模具")]))
    #expect(members["subtitle"] == .null)
    #expect(members["body"] == .string("正文\n"))
  }

  @Test(arguments: ["没有头部", "---\ntitle: a", "---\ntitle a\n---\n", "---\ntitle: a\ntitle: b\n---\n", ""])
  func `a head that cannot be read is malformed`(_ text: String) {
    let error = #expect(throws: BulletinError.self) { try Self.read(text) }
    #expect(error?.code == .malformed)
  }

  @Test func `bytes that are no UTF-8 are malformed`() {
    #expect(throws: BulletinError.self) { try FrontMatter.read([0x2D, 0x2D, 0x2D, 0x0A, 0xFF], schema: .article) }
  }
}
