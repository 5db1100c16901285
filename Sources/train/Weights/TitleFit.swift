import Foundation
import Ingest
import Typesetting

/// Fits the title weights: a logistic regression over all blocks of lines that might be titles.
struct TitleFit {
  /// A block's features, and whether it is a title.
  struct Example {
    var features: [(UInt16, Float)]
    var isTitle: Bool
  }

  static let epochs = 12
  static let step = 0.1
  static let decay = 1e-5
  /// A title that is missed costs as much as this many lines of text that are taken for one.
  static let priceOfMissed = 3.0

  private(set) var weights = [Double](repeating: 0, count: TitleFeature.count)
  private var squares = [Double](repeating: 1e-3, count: TitleFeature.count)

  static func examples(_ galley: Galley, truth: Truth) -> [Example] {
    let blocks = galley.titleBlocks
    let titles = Set(truth.titles)
    return blocks.candidates.map { block in
      var features: [(UInt16, Float)] = []
      blocks.features(block) { features.append((UInt16($0), Float($1))) }
      return Example(features: features, isTitle: titles.contains(block))
    }
  }

  /// One pass over `examples`; returns the mean loss in nats.
  mutating func pass(_ examples: [Example]) -> Double {
    var loss = 0.0
    for example in examples {
      let score = example.features.reduce(0.0) { $0 + weights[Int($1.0)] * Double($1.1) }
      let chance = 1 / (1 + exp(-score))
      loss -= log(max(1e-12, example.isTitle ? chance : 1 - chance))
      let slope = example.isTitle ? TitleFit.priceOfMissed * (chance - 1) : chance
      if abs(slope) < 1e-4 { continue }
      for (place, value) in example.features {
        let g = slope * Double(value) + TitleFit.decay * weights[Int(place)]
        squares[Int(place)] += g * g
        weights[Int(place)] -= TitleFit.step * g / squares[Int(place)].squareRoot()
      }
    }
    return loss / Double(max(1, examples.count))
  }
}

extension WeightTraining {
  func titleWeights() -> [Double] {
    var examples: [TitleFit.Example] = []
    for n in 0..<issues {
      let (pages, truth) = issue(Dialect.all[n % Dialect.all.count], seed: seed &+ UInt64(n) &* 1000)
      examples += TitleFit.examples(Galley(pages: pages, language: language), truth: truth)
    }
    var dice = Dice(seed: seed)
    var fit = TitleFit()
    var loss = 0.0
    for _ in 0..<TitleFit.epochs {
      examples.shuffle(using: &dice)
      loss = fit.pass(examples)
    }
    print("seed \(seed): \(examples.count) blocks, \(examples.count(where: \.isTitle)) titles, loss \(loss)")
    return fit.weights
  }
}
