import Foundation
import Ingest
import Testing

@testable import Typesetting
@testable import train

struct TableTests {
  private func text(_ paragraphs: String...) -> Corpus.Text { Corpus.Text(name: "a", paragraphs: paragraphs) }
  private func key(_ text: String) -> UInt64 { SequenceCounts.key(text.utf16) }

  @Test func `sequences are counted within paragraphs and not across them`() {
    let counts = SequenceCounts([text("渔港扩建", "渔港开工")])
    #expect(counts.orders[1].count(key("渔港")) == 2)
    #expect(counts.orders[1].count(key("建渔")) == 0)
    #expect(counts.orders[3].count(key("渔港扩建")) == 1)
    #expect(counts.letters == 8)
  }

  /// Two words: 渔港 comes with probability 0.01, 开工 after it with 0.5.
  private static let model = """
    \\data\\
    ngram 1=3

    \\1-grams:
    -2\t渔港\t-0.5
    -3\t开工\t0
    -3\t了\t0

    \\2-grams:
    -0.30103\t渔港\t开工\t-0.1

    \\3-grams:
    -0.30103\t渔港\t开工\t了
    """

  @Test func `a word model gives the sequences in its words and across their joints`() throws {
    let counts = WordModel.sequences(TableTests.model)
    let pair = counts.orders[1].count(key("渔港"))
    #expect(abs(counts.orders[1].count(key("港开")) / pair - 0.5) < 1e-4)
    #expect(abs(counts.orders[3].count(key("渔港开工")) / pair - 0.5) < 1e-4)
    // Across three words, where they fit into four letters: 港开工了.
    #expect(abs(counts.orders[3].count(key("港开工了")) / pair - 0.25) < 1e-4)
    #expect(counts.orders[1].count(key("工渔")) == 0)
  }

  @Test func `each source has its share of the letters`() {
    let mixed = SequenceCounts(mixing: [(SequenceCounts([text("甲甲甲甲")]), 0.25), (SequenceCounts([text("乙乙")]), 0.75)], letters: 1000)
    #expect(mixed.orders[0].count(key("甲")) == 250)
    #expect(mixed.orders[0].count(key("乙")) == 750)
  }

  @Test func `pruning keeps what its sequences are read by, and no more than it may`() {
    var dice = Dice(seed: 7)
    let letters = Array("渔港扩建工程昨天开工工期两年半左右由本市自筹资金".utf16)
    let paragraphs = (0..<400).map { _ in
      String(decoding: (0..<12).map { _ in letters[dice.number(0...letters.count - 1)] }, as: UTF16.self)
    }
    let counts = SequenceCounts([Corpus.Text(name: "a", paragraphs: paragraphs)])
    let pruning = SequenceCounts.Pruning(counts, most: 600)
    var kept = [Set<UInt64>](repeating: [], count: 4)
    for n in 1...4 { pruning.forEach(order: n) { key, _ in kept[n - 1].insert(key) } }
    #expect((300...600).contains(kept.reduce(0) { $0 + $1.count }))
    for n in 2...3 {
      for key in kept[n] {
        #expect(kept[n - 1].contains(SequenceCounts.front(key)))
        #expect(kept[n - 1].contains(SequenceCounts.back(key, n + 1)))
      }
    }
  }

  @Test func `a table is read as it was laid out`() throws {
    var builder = TableBuilder()
    let official = SequenceCounts([text("渔港扩建工程昨天开工", "渔港扩建工程昨天完工")])
    builder.add(official: official, share: 0.5, words: WordModel.sequences(TableTests.model))
    builder.add(words: "渔港 120 n\n灯塔 3 n\n")
    let table = CountTable(Data(builder.bytes()))
    #expect(table.count(.letters2, "渔港".utf16) > table.count(.letters2, "昨天".utf16))
    #expect(table.count(.letters2, "天渔".utf16) == 0)
    let word = try #require(table.logCount(.word, "渔港".utf16))
    #expect(abs(exp(word) - 120) < 6)
    #expect(table.logCount(.word, "灯塔".utf16) == nil)
  }
}
