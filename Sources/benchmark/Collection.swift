import Foundation
import Server

/// Ten thousand invented articles, the same in every run, and how they get into a server.
struct Collection {
  static let count = 10_000
  /// Stands in three articles of ten, and in three of a thousand.
  static let commonWord = "模具"
  static let rareWord = "钎焊"

  private static let words =
    "行业 协会 企业 技术 会议 标准 设备 制造 生产 质量 工艺 加工 产品 市场 项目 专家 发展 研究 中心 委员 报告 展览 培训 人才 创新 数字 智能 装备 检测 材料"
    .split(separator: " ").map(String.init)

  /// Numbers that are the same in every run.
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  struct Article {
    var title: String
    var summary: String
    var body: String

    /// As a POST takes it.
    var json: String {
      #"{"title":"\#(title)","kind":"news","status":"published","summary":"\#(summary)","body":"\#(body)"}"#
    }
  }

  /// The article of that number: a body of some 1.5 KB.
  static func article(_ number: Int) -> Article {
    var dice = Dice(state: UInt64(bitPattern: Int64(number)))
    func sentences(_ count: Int) -> String {
      (0..<count).map { _ in (0..<(6 + dice.roll(8))).map { _ in words[dice.roll(words.count)] }.joined() + "。" }.joined()
    }
    let title = String(sentences(1).dropLast()) + "\(number)"
    let special = (number % 10 < 3 ? commonWord + "。" : "") + (number % 333 == 0 ? rareWord + "。" : "")
    return Article(title: title, summary: sentences(2), body: sentences(24) + special)
  }

  static func post(_ number: Int, token: String) -> [UInt8] {
    let body = Array(article(number).json.utf8)
    let head =
      "POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
    return Array(head.utf8) + body
  }

  /// Posts them all; they are there when it returns.
  static func fill(_ address: SocketAddress, token: String) throws {
    let client = try LoadClient(address, requests: (0..<count).map { post($0, token: token) }, connections: 16, closes: false)
    let outcome = try client.runOnce()
    guard outcome.failures == 0 else { throw BenchmarkError("\(outcome.failures) of \(count) articles were not taken") }
  }
}
