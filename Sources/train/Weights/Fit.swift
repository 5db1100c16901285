import Foundation
import Ingest
import Typesetting

/// Fits the joint weights: which head follows this tail, and which tail stands before this head, among all lines of the page.
struct Fit {
  /// A tail or a head with its candidates; `right` are the places of the candidates that are true.
  struct Choice {
    var candidates: [[(UInt16, Float)]]
    var right: [Int]
    /// What the choice is about, for the report of losses.
    var label: String
  }

  static let epochs = 10
  static let step = 0.15
  static let decay = 2e-5

  private(set) var weights: [Double]
  private var squares: [Double]

  init(start: [Double]) {
    weights = start
    squares = [Double](repeating: 1e-3, count: start.count)
  }

  /// The choices of one page; at most `most` tails and heads are drawn.
  static func choices(_ galley: Galley, truth: Truth, page: Int, most: Int, label: String, dice: inout Dice) -> [Choice] {
    let lines = galley.lines(of: page)
    guard lines.count > 2 else { return [] }
    let next = truth.next
    func successor(_ a: Int) -> Int? { truth.gaps.contains(a) ? nil : next[a].flatMap { lines.contains($0) ? $0 : nil } }
    var before: [Int: Int] = [:]
    for a in lines { if let b = successor(a) { before[b] = a } }
    // A line that goes on from or to another page is no story's start or end; only a jump may stand anywhere.
    let continued = Set(next.compactMap { $0 })
    let starts = lines.filter { !continued.contains($0) || galley.facts[$0].jumpedHere }
    let ends = lines.filter { next[$0] == nil || galley.facts[$0].jumpsOn }
    var out: [Choice] = []
    let drawn = Array(lines).shuffled(using: &dice)
    let wanted = Set(drawn.prefix(most) + lines.filter { successor($0).map { s in s } != $0 + 1 })
    for a in wanted.sorted() where !truth.gaps.contains(a) {
      guard let right = successor(a).map({ [$0] }) ?? (ends.contains(a) ? starts : nil) else { continue }
      add(
        galley, lines.filter { $0 != a }.map { (a, $0) }, right: { right.contains($0.1) }, label: "\(label) \(galley.facts[a].tail)",
        to: &out)
    }
    for b in wanted.sorted() {
      guard let right = before[b].map({ [$0] }) ?? (starts.contains(b) ? ends : nil) else { continue }
      add(
        galley, lines.filter { $0 != b }.map { ($0, b) }, right: { right.contains($0.0) }, label: "\(label) >\(galley.facts[b].head)",
        to: &out)
    }
    return out
  }

  private static func add(_ galley: Galley, _ pairs: [(Int, Int)], right: ((Int, Int)) -> Bool, label: String, to out: inout [Choice]) {
    var choice = Choice(candidates: [], right: [], label: label)
    for pair in pairs {
      var features: [(UInt16, Float)] = []
      galley.features(pair.0, pair.1) { features.append((UInt16($0), Float($1))) }
      if right(pair) { choice.right.append(choice.candidates.count) }
      choice.candidates.append(features)
    }
    if !choice.right.isEmpty, choice.right.count < choice.candidates.count { out.append(choice) }
  }

  /// One pass over `choices`; returns the mean loss in nats.
  mutating func pass(_ choices: [Choice]) -> Double {
    var loss = 0.0
    var gradient = [Double](repeating: 0, count: weights.count)
    var touched: [Int] = []
    for choice in choices {
      let scores = choice.candidates.map { $0.reduce(0.0) { $0 + weights[Int($1.0)] * Double($1.1) } }
      let top = scores.max() ?? 0
      let exps = scores.map { exp($0 - top) }
      let all = exps.reduce(0, +)
      let good = choice.right.reduce(0.0) { $0 + exps[$1] }
      loss += log(all / max(good, 1e-300))
      touched.removeAll(keepingCapacity: true)
      let right = Set(choice.right)
      for (i, features) in choice.candidates.enumerated() {
        let slope = exps[i] / all - (right.contains(i) ? exps[i] / max(good, 1e-300) : 0)
        if abs(slope) < 1e-4 { continue }
        for (place, value) in features {
          if gradient[Int(place)] == 0 { touched.append(Int(place)) }
          gradient[Int(place)] += slope * Double(value)
        }
      }
      for place in touched {
        let g = gradient[place] + Fit.decay * weights[place]
        gradient[place] = 0
        squares[place] += g * g
        weights[place] -= Fit.step * g / squares[place].squareRoot()
      }
    }
    return loss / Double(max(1, choices.count))
  }

  /// Loss in nats and number of choices by label, the costliest in all first.
  func losses(_ choices: [Choice]) -> [(label: String, mean: Double, count: Int)] {
    var sums: [String: (Double, Int)] = [:]
    for choice in choices {
      let scores = choice.candidates.map { $0.reduce(0.0) { $0 + weights[Int($1.0)] * Double($1.1) } }
      let top = scores.max() ?? 0
      let all = scores.reduce(0) { $0 + exp($1 - top) }
      let good = choice.right.reduce(0.0) { $0 + exp(scores[$1] - top) }
      sums[choice.label, default: (0, 0)].0 += log(all / max(good, 1e-300))
      sums[choice.label, default: (0, 0)].1 += 1
    }
    return sums.map { ($0.key, $0.value.0 / Double($0.value.1), $0.value.1) }.sorted { $0.1 * Double($0.2) > $1.1 * Double($1.2) }
  }
}
