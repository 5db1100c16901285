import Foundation
import Ingest
import Typesetting

/// What stopped the evaluation, in a sentence.
struct EvaluateFault: Error, CustomStringConvertible {
  var description: String
}

/// `evaluate TEXT GOLD …` reads each issue and prints a row of measures and one of record fields, with `--gold-order` for the stages after
/// the reading order alone; `evaluate order TEXT GOLD …` judges the reading order alone.
enum EvaluateCommand {
  static let usage = """
    usage: evaluate [--gold-order] [--weights FILE] [--set name=value] TEXT GOLD [TEXT GOLD …]
           evaluate order [--joints] [--weights FILE] [--set name=value] TEXT GOLD [TEXT GOLD …]
    """

  static func run(_ arguments: [String]) throws {
    var parameters = OrderParameters.shipped
    var files: [String] = []
    var joints = false
    var goldOrder = false
    let isOrder = arguments.first == "order"
    var rest = arguments.dropFirst(isOrder ? 1 : 0)
    while let word = rest.popFirst() {
      switch word {
      case "--joints": joints = true
      case "--gold-order": goldOrder = true
      case "--weights":
        guard let path = rest.popFirst() else { throw EvaluateFault(description: usage) }
        let read = OrderParameters(data: try Data(contentsOf: URL(fileURLWithPath: path)))
        (parameters.weights, parameters.titleWeights, parameters.net) = (read.weights, read.titleWeights, read.net)
      case "--set":
        guard let pair = rest.popFirst()?.split(separator: "="), pair.count == 2, let value = Double(pair[1]) else {
          throw EvaluateFault(description: usage)
        }
        guard let place = OrderParameters.thresholds[String(pair[0])] else {
          throw EvaluateFault(description: "no threshold is called \(pair[0])")
        }
        parameters[keyPath: place] = value
      default: files.append(word)
      }
    }
    guard !files.isEmpty, files.count % 2 == 0 else { throw EvaluateFault(description: usage) }
    for at in stride(from: 0, to: files.count, by: 2) {
      if isOrder {
        try order(files[at], files[at + 1], parameters, joints: joints)
      } else {
        try issue(files[at], files[at + 1], parameters, goldOrder: goldOrder)
      }
    }
  }

  /// The whole of the ingest, an issue a row.
  private static func issue(_ text: String, _ goldPath: String, _ order: OrderParameters, goldOrder: Bool) throws {
    let gold = try GoldIssue.read(goldPath)
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: text)))
    var parameters = IngestParameters()
    parameters.order = order
    let clock = ContinuousClock.now
    let source = try TextDecoder.decode(bytes)
    let report = Ingest.read(source, parameters: parameters) { pages in
      goldOrder
        ? Self.order(of: gold, numbers: numbers(bytes, gold: gold, source: source), pages: pages)
        : ReadingOrder.read(pages: pages, parameters: order)
    }
    let took = ContinuousClock.now - clock
    let score = IssueScore(
      gold: gold, fields: try GoldFields.read(goldPath), lines: lines(bytes, gold: gold, source: source), report: report)
    print(gold.issue.id, row(score.rows), "in \(took)")
    if !score.fieldRows.isEmpty { print("  fields", row(score.fieldRows)) }
    if !score.missed.isEmpty { print("  missed joints:", score.missed.joined(separator: " ")) }
  }

  private static func row(_ cells: [(String, Double)]) -> String {
    cells.map { name, value in "\(name) \(value == value.rounded() ? "\(Int(value))" : "\((value * 1000).rounded() / 1000)")" }
      .joined(separator: "  ")
  }

  /// The gold's reading order; lines that are in no item follow in file order.
  private static func order(of gold: GoldIssue, numbers: [Int], pages: [Page]) -> ReadingOrder {
    let all = pages.flatMap { $0.lines.map(\.number) }
    let text = Set(all)
    let items = gold.items.flatMap { GoldIssue.numbers($0.lines) }.map { numbers[$0 - 1] }.filter(text.contains)
    let placed = Set(items)
    return ReadingOrder(sequence: items + all.filter { !placed.contains($0) })
  }

  /// The input line of each line that the gold counts.
  private static func numbers(_ bytes: [UInt8], gold: GoldIssue, source: SourceText) -> [Int] {
    guard gold.issue.encoding.lowercased().hasPrefix("utf-8"), let text = String(validating: bytes, as: UTF8.self) else {
      return source.lines.map(\.number)
    }
    let lines = text.replacingOccurrences(of: "\r\n", with: "\n").split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
    return lines.indices.filter { !lines[$0].allSatisfy { $0 == "\u{FEFF}" || $0 == "\u{0C}" } }.map { $0 + 1 }
  }

  /// The lines as the gold counts them: all that are not empty, white space or not.
  private static func lines(_ bytes: [UInt8], gold: GoldIssue, source: SourceText) -> [String] {
    guard gold.issue.encoding.lowercased().hasPrefix("utf-8"), let text = String(validating: bytes, as: UTF8.self) else {
      return source.lines.map(\.text)
    }
    let bare = text.unicodeScalars.filter { $0 != "\u{FEFF}" && $0 != "\u{0C}" }
    return bare.split { $0 == "\n" || $0 == "\r" }.map { String(String.UnicodeScalarView($0)) }
  }

  private static func order(_ text: String, _ gold: String, _ parameters: OrderParameters, joints: Bool) throws {
    let gold = try GoldIssue.read(gold)
    let source = try source(text)
    let pages = gold.pages(of: source)
    let clock = ContinuousClock.now
    let order = ReadingOrder.read(pages: pages, language: .shipped, parameters: parameters)
    let took = ContinuousClock.now - clock
    let score = gold.score(order, pages: pages)
    print(gold.issue.id, score.row, "in", took)
    explain(gold, pages, parameters)
    guard joints else { return }
    let lines = Dictionary(uniqueKeysWithValues: pages.flatMap { $0.lines.map { ($0.number, $0.text) } })
    func show(_ a: Int, _ b: Int) -> String { "\(a)→\(b) …\((lines[a] ?? "").suffix(10)) | \((lines[b] ?? "").prefix(10))…" }
    for (a, b) in score.missed { print("  missed", show(a, b)) }
    for (a, b) in score.mistaken { print("  wrong ", show(a, b)) }
    for joint in order.moved { print("  moved ", show(joint.from, joint.to), (joint.margin * 10).rounded() / 10, joint.reasons) }
  }

  /// Prints the features of the joints asked for as `EXPLAIN=175:181,…`.
  private static func explain(_ gold: GoldIssue, _ pages: [Page], _ parameters: OrderParameters) {
    if ProcessInfo.processInfo.environment["FACTS"] != nil {
      for fact in Galley(pages: pages, language: .shipped, titles: parameters.titleWeights).facts {
        print(fact.number, fact.head, fact.tail, fact.width, fact.column, (fact.title * 10).rounded() / 10, fact.text.prefix(30))
      }
    }
    guard let wanted = ProcessInfo.processInfo.environment["EXPLAIN"] else { return }
    let galley = Galley(pages: pages, language: .shipped, titles: parameters.titleWeights)
    let scorer = JointScorer(galley: galley, parameters: parameters)
    let place = Dictionary(uniqueKeysWithValues: galley.facts.enumerated().map { ($1.number, $0) })
    for pair in wanted.split(separator: ",") {
      let ends = pair.split(separator: ":").compactMap { Int($0) }.compactMap { place[$0] }
      guard ends.count == 2 else { continue }
      let parts = scorer.parts(ends[0], ends[1]).map { ($0.name, ($0.nats * 100).rounded() / 100) }.filter { $0.1 != 0 }.map {
        "\($0) \($1)"
      }
      let score = scorer.score(ends[0], ends[1])
      print("  \(pair) score \((score * 100).rounded() / 100):", parts.joined(separator: ", "))
    }
  }

  /// The non-empty lines of a text, as the gold counts them: white space alone is a line of UTF-8.
  private static func source(_ path: String) throws -> SourceText {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    guard let text = String(validating: bytes, as: UTF8.self) else { return try TextDecoder.decode(bytes) }
    var lines: [SourceLine] = []
    var blank = false
    for (index, line) in text.replacingOccurrences(of: "\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let feed = line.contains("\u{0C}")
      let bare = line.replacingOccurrences(of: "\u{0C}", with: "")
      if bare.isEmpty {
        blank = true
      } else {
        lines.append(SourceLine(number: index + 1, text: bare, followsBlank: blank, followsFormFeed: feed))
        blank = false
      }
    }
    return SourceText(lines: lines)
  }
}
