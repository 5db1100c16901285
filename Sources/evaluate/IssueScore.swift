import Foundation
import Ingest
import Typesetting

/// The measures of `score.py` for one issue: items, titles, joints, paragraphs, leaks and letters.
struct IssueScore {
  private static let reach = 7

  private struct Fragment {
    var line: Int
    var letters: Letters.Run
  }

  private struct GoldItem {
    var item: GoldIssue.Item
    var body: Letters.Run
    var fragments: [Fragment]
    var paragraphs: [Letters.Run]
  }

  private struct OutItem {
    var title: Letters.Run
    var whole: Letters.Run
    var kind: String
    var paragraphs: [Letters.Run]
    var body: Letters.Run
    var hanging: Letters.Run
  }

  private let gold: [GoldItem]
  private var out: [OutItem]
  private let furniture: [Letters.Run]
  private let titleLines: [Letters.Run]
  private let text: Letters.Run
  private var matches: [Int: Int] = [:]
  private var overlaps: [Int: Double] = [:]
  private var bylineLeaks = 0
  private(set) var rows: [(String, Double)] = []
  private(set) var missed: [String] = []
  private var fieldScore = FieldScore()
  /// Right values of each record field among those wanted and those made up.
  var fieldRows: [(String, Double)] { fieldScore.rows }
  private static let gap: UInt32 = 0

  init(gold issue: GoldIssue, fields: [GoldFields], lines: [String], report: IngestReport) {
    gold = issue.items.map { IssueScore.read($0, lines) }
    furniture = GoldIssue.numbers(issue.furniture).map { Letters.of(lines[$0 - 1]) }
    titleLines = issue.items.flatMap { GoldIssue.numbers($0.title_lines).map { Letters.of(lines[$0 - 1]) } }
    out = report.items.map(IssueScore.read)
    let bylines = issue.items.compactMap { $0.byline.map { Letters.of($0) } }.filter { !$0.isEmpty }
    let goldParagraphs = gold.flatMap(\.paragraphs)
    for o in out.indices {
      for p in out[o].paragraphs.indices {
        let paragraph = out[o].paragraphs[p]
        guard
          let byline = bylines.first(where: { b in
            paragraph.suffix(b.count).elementsEqual(b) && !goldParagraphs.contains { $0.suffix(b.count).elementsEqual(b) }
          })
        else { continue }
        out[o].paragraphs[p].removeLast(byline.count)
        bylineLeaks += 1
      }
      out[o].paragraphs.removeAll { $0.isEmpty }
      out[o].body = out[o].paragraphs.flatMap { Letters.withoutBullet($0) }
    }
    text = Array(out.map(\.body).joined(separator: [IssueScore.gap]))
    match()
    measureItems()
    measureJoints()
    measureParagraphs()
    measureLeaks()
    measureLetters()
    for (index, item) in issue.items.enumerated() { fieldScore.add(item, fields[index], matches[index].map { report.items[$0] }) }
  }

  private static func read(_ item: GoldIssue.Item, _ lines: [String]) -> GoldItem {
    var strip: [Int: [Letters.Run]] = [:]
    for mark in (item.jumps ?? []) + (item.inline_byline ?? []) { strip[mark.line, default: []].append(Letters.of(mark.text)) }
    let hyphens = Set(item.hyphen_lines ?? [])
    var fragments: [Fragment] = []
    for paragraph in item.paragraphs {
      for (index, number) in GoldIssue.numbers(paragraph.lines).enumerated() {
        var letters = Letters.of(lines[number - 1])
        for part in strip[number] ?? [] { letters = Letters.removing(part, from: letters) }
        if hyphens.contains(number), !letters.isEmpty { letters.removeLast() }
        if index == 0 { letters = Letters.withoutBullet(letters) }
        if !letters.isEmpty { fragments.append(Fragment(line: number, letters: letters)) }
      }
    }
    let paragraphs = item.paragraphs.map { Letters.ofParagraph($0.text) }
    return GoldItem(item: item, body: paragraphs.flatMap { $0 }, fragments: fragments, paragraphs: paragraphs)
  }

  private static func read(_ item: IngestReport.Item) -> OutItem {
    let kinds = ["event_report": "event", "award_report": "award"]
    let kind = item.records.kind.value.type == "notice" ? "policy" : kinds[item.records.kind.value.articleKind ?? ""] ?? "article"
    let author = item.authors.map(\.name).joined(separator: "、") + (item.authors.first?.affiliation ?? "")
    return OutItem(
      title: Letters.of(item.title), whole: Letters.of(item.title + (item.subtitle ?? "")), kind: kind,
      paragraphs: item.paragraphs.map { Letters.of($0.text) }, body: [],
      hanging: Letters.of(item.subtitle) + Letters.of(item.byline ?? item.source) + Letters.of(author))
  }

  private mutating func add(_ name: String, _ value: Double) { rows.append((name, value)) }

  // MARK: Items

  private mutating func match() {
    let mine = gold.map { Letters.grams($0.body) }
    let theirs = out.map { Letters.grams($0.body) }
    var candidates: [(Double, Int, Int, Double)] = []
    for a in gold.indices {
      let title = Letters.of(gold[a].item.title)
      let whole = Letters.of(gold[a].item.title + (gold[a].item.subtitle ?? ""))
      for b in out.indices {
        let f = Letters.overlap(mine[a], theirs[b])
        guard f >= 0.15 else { continue }
        let t = max(Letters.similarity(whole, out[b].whole), Letters.similarity(title, out[b].title))
        if f >= 0.5 || (t >= 0.8 && f >= 0.3) { candidates.append((0.7 * f + 0.3 * t, a, b, f)) }
      }
    }
    var taken = Set<Int>()
    for (_, a, b, f) in candidates.sorted(by: { ($0.0, $0.1, $0.2) > ($1.0, $1.1, $1.2) }) where matches[a] == nil && !taken.contains(b) {
      matches[a] = b
      overlaps[a] = f
      taken.insert(b)
    }
  }

  private mutating func measureItems() {
    let n = Double(matches.count)
    let (precision, recall) = (out.isEmpty ? 0 : n / Double(out.count), n / Double(gold.count))
    add("items_f1", precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall))
    add("items_clean", Double(overlaps.values.count { $0 >= 0.9 }) / Double(gold.count))
    let kinds = gold.indices.filter { gold[$0].item.kind != nil }
    let right = kinds.count { a in
      matches[a].map { ([gold[a].item.kind ?? ""] + (gold[a].item.kind_alt ?? [])).contains(out[$0].kind) } ?? false
    }
    add("kind", kinds.isEmpty ? 1 : Double(right) / Double(kinds.count))
    let exact = matches.count { a, b in
      let item = gold[a].item
      let titles = [item.title] + (item.title_alt ?? [])
      let accepted = titles.map { Letters.of($0) } + titles.map { Letters.of($0 + (item.subtitle ?? "")) }
      return accepted.contains(out[b].title) || accepted.contains(out[b].whole)
    }
    add("titles", Double(exact) / Double(gold.count))
    let alike = gold.indices.map { a in matches[a].map { Letters.similarity(gold[a].body, out[$0].body) } ?? 0 }
    add("body", alike.reduce(0, +) / Double(max(1, alike.count)))
  }

  // MARK: Joints

  private mutating func measureJoints() {
    var counts = (inOrder: 0, kept: 0, out: 0, found: 0)
    var heads: [Letters.Run: Set<Int>] = [:]
    var tails: [(tail: Letters.Run, next: Letters.Run, gap: Bool)] = []
    for item in gold {
      let whole = item.fragments.flatMap(\.letters)
      let gaps = Set((item.item.gaps ?? []).map(\.between))
      var end = 0
      for (k, fragment) in item.fragments.enumerated() {
        end += fragment.letters.count
        let left = Array(whole[max(0, end - IssueScore.reach)..<end])
        let right = Array(whole[end..<min(whole.count, end + IssueScore.reach)])
        let next = k + 1 < item.fragments.count ? item.fragments[k + 1] : nil
        let isGap = next.map { gaps.contains([fragment.line, $0.line]) } ?? false
        if let next, !isGap {
          let hit = !Letters.find(Letters.dashed(left + right), in: text).isEmpty
          if next.line == fragment.line + 1 {
            counts.inOrder += 1
            counts.kept += hit ? 1 : 0
          } else {
            counts.out += 1
            counts.found += hit ? 1 : 0
            if !hit { missed.append("\(fragment.line)→\(next.line)") }
          }
        }
        guard fragment.letters.count >= 5 else { continue }
        heads[Array(fragment.letters.prefix(5)), default: []].insert(fragment.line)
        tails.append((left, right, isGap))
      }
    }
    for title in titleLines where title.count >= 5 { heads[Array(title.prefix(5)), default: []].insert(-1) }
    add("in_order", counts.inOrder == 0 ? 1 : Double(counts.kept) / Double(counts.inOrder))
    add("out_of_order", counts.out == 0 ? 1 : Double(counts.found) / Double(counts.out))
    add("wrong", Double(tails.count { isWrong($0.tail, next: $0.next, gap: $0.gap, heads: heads) }))
  }

  private func isWrong(_ tail: Letters.Run, next: Letters.Run, gap: Bool, heads: [Letters.Run: Set<Int>]) -> Bool {
    let places = Letters.find(tail, in: text, most: 2)
    guard places.count == 1 else { return false }
    let start = places[0] + tail.count
    let following = Array(text[start..<min(text.count, start + IssueScore.reach)])
    guard following.count >= 5, !following.prefix(5).contains(IssueScore.gap) else { return false }
    let same = min(following.count, next.count, 5)
    if !next.isEmpty, following.prefix(same) == next.prefix(same) { return false }
    let bare = Letters.withoutBullet(following)
    if bare.count > 0, !next.isEmpty, Array(bare.prefix(4)) == Array(next.prefix(4)) { return false }
    return heads[Array(following.prefix(5))] != nil && !gap
  }

  // MARK: Paragraphs

  private func bounds(_ paragraphs: [Letters.Run]) -> [Letters.Run: Int] {
    let kept = paragraphs.map { Letters.withoutBullet($0) }.filter { !$0.isEmpty }
    let whole = kept.flatMap { $0 }
    var out: [Letters.Run: Int] = [:]
    var end = 0
    for paragraph in kept.dropLast() {
      end += paragraph.count
      out[Array(whole[max(0, end - 8)..<end]) + [IssueScore.gap] + Array(whole[end..<min(whole.count, end + 8)]), default: 0] += 1
    }
    return out
  }

  private mutating func measureParagraphs() {
    var (hits, missing, extra) = (0, 0, 0)
    for a in gold.indices {
      let mine = bounds(gold[a].paragraphs)
      let theirs = matches[a].map { bounds(out[$0].paragraphs) } ?? [:]
      let shared = mine.reduce(0) { $0 + min($1.value, theirs[$1.key] ?? 0) }
      hits += shared
      missing += mine.values.reduce(0, +) - shared
      extra += theirs.values.reduce(0, +) - shared
    }
    let used = Set(matches.values)
    for b in out.indices where !used.contains(b) { extra += max(0, out[b].paragraphs.count - 1) }
    add("paragraphs", 2 * hits + missing + extra == 0 ? 1 : 2 * Double(hits) / Double(2 * hits + missing + extra))
  }

  // MARK: Leaks and letters

  private mutating func measureLeaks() {
    let units = out.flatMap { [$0.title] + $0.paragraphs }
    let all = Array(units.joined(separator: [IssueScore.gap]))
    let truth = gold.flatMap { Letters.of($0.item.title + ($0.item.subtitle ?? "")) + [IssueScore.gap] + $0.body + [IssueScore.gap] }
    var leaks = 0
    for (line, count) in Dictionary(furniture.map { ($0, 1) }, uniquingKeysWith: +) {
      if line.count >= 4 {
        let extra = Letters.find(line, in: all, most: 1000).count - Letters.find(line, in: truth, most: 1000).count
        leaks += max(0, min(count, extra))
      } else {
        leaks += min(count, max(0, units.count { $0 == line } - gold.flatMap(\.paragraphs).count { $0 == line }))
      }
    }
    add("furniture", Double(leaks))
    let marks = ["(下转第", "(下轉第", "上接第", "continuedon", "continuedfrom"].map { Letters.of($0) }
    add("jumps", Double(marks.reduce(0) { $0 + Letters.find($1, in: all, most: 1000).count }))
    add("bylines", Double(bylineLeaks))
  }

  private mutating func measureLetters() {
    func count(_ runs: [Letters.Run]) -> [UInt32: Int] {
      var counts: [UInt32: Int] = [:]
      for letter in runs.joined() where letter != 0x22 && letter != 0x2D { counts[letter, default: 0] += 1 }
      return counts
    }
    let mine = count(
      gold.flatMap { g in
        [g.item.title, g.item.subtitle, g.item.byline, g.item.author, g.item.author_affiliation].map { Letters.of($0) } + [g.body]
      })
    let theirs = count(out.flatMap { [$0.title, $0.hanging, $0.body] })
    add("lost", Double(mine.reduce(0) { $0 + max(0, $1.value - (theirs[$1.key] ?? 0)) }))
    add("invented", Double(theirs.reduce(0) { $0 + max(0, $1.value - (mine[$1.key] ?? 0)) }))
  }
}
