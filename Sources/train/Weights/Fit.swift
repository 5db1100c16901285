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
  static let netStep: Float = 0.03
  static let netDecay: Float = 2e-5
  /// The hidden units begin with what adds at most this to each.
  static let spread: Float = 0.2

  private(set) var weights: [Double]
  private(set) var net: JointNet
  private var squares: [Double]
  private var netSquares = [JointNet.Units](repeating: .init(repeating: 1e-3), count: JointNet.Input.count)
  private var outSquares = JointNet.Units(repeating: 1e-3)

  /// Starts with weights of nothing and hidden units drawn by `dice`.
  init(dice: inout Dice) {
    weights = [Double](repeating: 0, count: JointFeature.count)
    squares = [Double](repeating: 1e-3, count: JointFeature.count)
    net = JointNet()
    for place in net.inputs.indices { net.inputs[place] = .random(in: -Fit.spread...Fit.spread, using: &dice) }
    net.out = .random(in: -Fit.spread * 2...Fit.spread * 2, using: &dice)
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
      galley.sides(pair.0, pair.1) { features.append((UInt16(JointFeature.count + $0), $1)) }
      if right(pair) { choice.right.append(choice.candidates.count) }
      choice.candidates.append(features)
    }
    if !choice.right.isEmpty, choice.right.count < choice.candidates.count { out.append(choice) }
  }

  /// One pass over `choices`; returns the mean loss in nats.
  mutating func pass(_ choices: [Choice]) -> Double {
    var loss = 0.0
    var slope = Slope()
    for choice in choices {
      let odds = odds(choice)
      loss += odds.loss
      for (i, features) in choice.candidates.enumerated() where abs(odds.slopes[i]) >= 1e-4 {
        slope.add(features, units: odds.units[i], slope: odds.slopes[i], out: net.out)
      }
      descend(&slope)
    }
    return loss / Double(max(1, choices.count))
  }

  /// Loss in nats and number of choices by label, the costliest in all first.
  func losses(_ choices: [Choice]) -> [(label: String, mean: Double, count: Int)] {
    var sums: [String: (Double, Int)] = [:]
    for choice in choices {
      sums[choice.label, default: (0, 0)].0 += odds(choice).loss
      sums[choice.label, default: (0, 0)].1 += 1
    }
    return sums.map { ($0.key, $0.value.0 / Double($0.value.1), $0.value.1) }.sorted { $0.1 * Double($0.2) > $1.1 * Double($1.2) }
  }
}

extension Fit {
  /// The loss of a choice, with the slope and the hidden units of every candidate.
  private func odds(_ choice: Choice) -> (loss: Double, slopes: [Double], units: [JointNet.Units]) {
    let units = choice.candidates.map(units)
    let scores = zip(choice.candidates, units).map { features, units in
      features.reduce(net.score(units)) { $1.0 < weights.count ? $0 + weights[Int($1.0)] * Double($1.1) : $0 }
    }
    let top = scores.max() ?? 0
    let exps = scores.map { exp($0 - top) }
    let all = exps.reduce(0, +)
    let good = max(1e-300, choice.right.reduce(0.0) { $0 + exps[$1] })
    var slopes = exps.map { $0 / all }
    for i in choice.right { slopes[i] -= exps[i] / good }
    return (log(all / good), slopes, units)
  }

  private func units(_ features: [(UInt16, Float)]) -> JointNet.Units {
    var units = JointNet.Units.zero
    for (place, value) in features {
      let input = Fit.input(Int(place))
      if input >= 0 { units += net.inputs[input] * value }
    }
    return units
  }

  /// The hidden units' input of a place: those beyond the joint's features are of one line.
  private static func input(_ place: Int) -> Int {
    place < JointFeature.count ? JointNet.Input.ofFeature[place] : place - JointFeature.count
  }

  /// The slope of a choice's loss in all weights, with the places that it touches.
  private struct Slope {
    var weights = [Double](repeating: 0, count: JointFeature.count)
    var touched: [Int] = []
    var inputs = [JointNet.Units](repeating: .zero, count: JointNet.Input.count)
    var touchedInputs: [Int] = []
    var isTouched = [Bool](repeating: false, count: JointNet.Input.count)
    var out = JointNet.Units.zero

    mutating func add(_ features: [(UInt16, Float)], units: JointNet.Units, slope: Double, out net: JointNet.Units) {
      out += JointNet.active(units) * Float(slope)
      let through = (net * Float(slope)).replacing(with: 0, where: units .<= JointNet.Units.zero)
      for (place, value) in features {
        if place < weights.count {
          if weights[Int(place)] == 0 { touched.append(Int(place)) }
          weights[Int(place)] += slope * Double(value)
        }
        let input = Fit.input(Int(place))
        guard input >= 0 else { continue }
        if !isTouched[input] { touchedInputs.append(input) }
        isTouched[input] = true
        inputs[input] += through * value
      }
    }
  }

  /// A step down the slope, shorter where much was walked before; the slope is used up.
  private mutating func descend(_ slope: inout Slope) {
    for place in slope.touched {
      let g = slope.weights[place] + Fit.decay * weights[place]
      slope.weights[place] = 0
      squares[place] += g * g
      weights[place] -= Fit.step * g / squares[place].squareRoot()
    }
    for input in slope.touchedInputs {
      let g = slope.inputs[input] + net.inputs[input] * Fit.netDecay
      slope.inputs[input] = .zero
      slope.isTouched[input] = false
      netSquares[input] += g * g
      net.inputs[input] -= g * Fit.netStep / netSquares[input].squareRoot()
    }
    let g = slope.out + net.out * Fit.netDecay
    outSquares += g * g
    net.out -= g * Fit.netStep / outSquares.squareRoot()
    slope.out = .zero
    slope.touched.removeAll(keepingCapacity: true)
    slope.touchedInputs.removeAll(keepingCapacity: true)
  }
}
