import Foundation
import Ingest
import Typesetting

extension WeightTraining {
  /// Step of the perceptron a wrong joint.
  private static let step = 0.006

  /// Corrects the weights where the search itself goes wrong: an averaged perceptron on the joints that it reads and should not.
  func polished(_ start: OrderParameters, proofs: [Proof], passes: Int) -> OrderParameters {
    var dice = Dice(seed: seed)
    var now = start
    var sum = [Double](repeating: 0, count: start.weights.count)
    var count = 0.0
    for pass in 1...max(1, passes) {
      var score = OrderScore()
      for proof in proofs.shuffled(using: &dice) {
        score = score + correct(&now, proof)
        guard pass * 2 > passes else { continue }
        for i in sum.indices { sum[i] += now.weights[i] }
        count += 1
      }
      print("pass \(pass): \(score.row)")
    }
    now.weights = sum.map { $0 / max(1, count) }
    return now
  }

  private func correct(_ parameters: inout OrderParameters, _ proof: Proof) -> OrderScore {
    let order = ReadingOrder.read(galley: proof.galley, pages: proof.pages, parameters: parameters)
    let facts = proof.galley.facts
    let read = Dictionary(zip(order.sequence, order.sequence.dropFirst()).map { ($0 - 1, $1 - 1) }, uniquingKeysWith: { a, _ in a })
    let before = Dictionary(read.map { ($1, $0) }, uniquingKeysWith: { a, _ in a })
    var change = [Double](repeating: 0, count: parameters.weights.count)
    func move(_ a: Int, _ b: Int, _ sign: Double) { proof.galley.features(a, b) { change[$0] += sign * $1 } }
    for (a, next) in proof.truth.next.enumerated() {
      guard let b = next, !proof.truth.gaps.contains(a), facts[a].page == facts[b].page, !facts[a].jumpsOn, read[a] != b else { continue }
      if let wrong = read[a] {
        move(a, b, 1)
        move(a, wrong, -1)
      }
      if let wrong = before[b] {
        move(a, b, 1)
        move(wrong, b, -1)
      }
    }
    for i in change.indices { parameters.weights[i] += WeightTraining.step * change[i] }
    return score(order, proof)
  }

  func score(_ order: ReadingOrder, _ proof: Proof) -> OrderScore {
    var next: [Int: Int] = [:]
    for (a, b) in proof.truth.next.enumerated() { if let b { next[a + 1] = b + 1 } }
    return OrderScore(
      sequence: order.sequence, next: next, gaps: Set(proof.truth.gaps.map { $0 + 1 }), file: Array(1...max(1, proof.truth.next.count)),
      titles: [])
  }
}
