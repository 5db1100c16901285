import Foundation
import Ingest
import Typesetting

extension WeightTraining {
  /// An issue ready for decoding.
  struct Proof {
    var dialect: Dialect
    var pages: [Page]
    var truth: Truth
    var galley: Galley
  }

  /// A wrong joint costs as much as this many found ones are worth.
  static let priceOfWrong = 0.7

  func proofs() -> [Proof] {
    (0..<issues).map { n in
      let dialect = Dialect.all[n % Dialect.all.count]
      let (pages, truth) = issue(dialect, seed: seed &+ UInt64(n) &* 1000)
      return Proof(dialect: dialect, pages: pages, truth: truth, galley: Galley(pages: pages, language: language, titles: titles))
    }
  }

  /// The score over all proofs; `shows` prints a row a dialect.
  func check(_ proofs: [Proof], _ parameters: OrderParameters, shows: Bool) -> OrderScore {
    var sums: [String: OrderScore] = [:]
    for proof in proofs {
      let order = ReadingOrder.read(galley: proof.galley, pages: proof.pages, parameters: parameters)
      let score = score(order, proof)
      sums[proof.dialect.name] = (sums[proof.dialect.name] ?? OrderScore()) + score
    }
    let all = sums.values.reduce(OrderScore(), +)
    if shows {
      for (name, score) in sums.sorted(by: { $0.key < $1.key }) { print(name, score.row) }
      print("all", all.row)
    }
    return all
  }

  private func worth(_ score: OrderScore) -> Double {
    Double(score.found) - WeightTraining.priceOfWrong * Double(score.wrong) - 0.5 * Double(score.inOrder - score.kept)
  }

  /// Tries steps of one threshold and keeps the best.
  func swept(_ proofs: [Proof], _ start: OrderParameters, _ name: String, _ place: WritableKeyPath<OrderParameters, Double>)
    -> OrderParameters
  {
    var best = start
    var top = -Double.infinity
    for step in [-1.5, -0.7, 0, 0.7, 1.5] {
      var tried = start
      tried[keyPath: place] += step
      let score = check(proofs, tried, shows: false)
      print(name, (tried[keyPath: place] * 100).rounded() / 100, score.row)
      if worth(score) > top { (best, top) = (tried, worth(score)) }
    }
    print("→ \(name) = \((best[keyPath: place] * 100).rounded() / 100)")
    return best
  }
}
