/// The score of any joint of an issue, in nats against reading any other.
package struct JointScorer: Sendable {
  let galley: Galley
  let parameters: OrderParameters
  /// What each line brings to the hidden units, as the one before a joint and as the one after it.
  private let tails: [JointNet.Units]
  private let heads: [JointNet.Units]

  package init(galley: Galley, parameters: OrderParameters) {
    self.galley = galley
    self.parameters = parameters
    let inputs = parameters.net.inputs
    tails = galley.lines.map { line in
      var units = JointNet.Units.zero
      line.tailInputs { units += inputs[$0] * $1 }
      return units
    }
    heads = galley.lines.map { line in
      var units = JointNet.Units.zero
      line.headInputs { units += inputs[$0] * $1 }
      return units
    }
  }

  /// The score of reading line `b` after line `a`.
  package func score(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    parameters.weights.withUnsafeBufferPointer { weights in
      let units = units(a, b) { sum += weights[$0] * $1 }
      sum += parameters.net.score(units)
    }
    return sum
  }

  /// What the hidden units are given for a joint; `take` sees every feature on the way.
  @inline(__always)
  private func units(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) -> JointNet.Units {
    var units = tails[a] + heads[b]
    parameters.net.inputs.withUnsafeBufferPointer { inputs in
      JointNet.Input.ofFeature.withUnsafeBufferPointer { places in
        galley.features(a, b) { index, value in
          take(index, value)
          if places[index] >= 0 { units += inputs[places[index]] * Float(value) }
        }
      }
    }
    return units
  }

  /// What every feature adds to the score of a joint: by itself, and by the hidden units that it stirs.
  package func parts(_ a: Int, _ b: Int) -> [(name: String, nats: Double)] {
    let open = units(a, b) { _, _ in }
    let out = parameters.net.out.replacing(with: 0, where: open .<= JointNet.Units.zero)
    var found: [(String, Double)] = []
    galley.features(a, b) { index, value in
      let place = JointNet.Input.ofFeature[index]
      let stirred = place < 0 ? 0 : Double((parameters.net.inputs[place] * out).sum())
      found.append((JointFeature.names[index], (parameters.weights[index] + stirred) * value))
    }
    return found
  }

  /// The names of the features that spoke most for a joint, strongest first.
  package func reasons(_ a: Int, _ b: Int, most: Int = 3) -> [String] {
    parts(a, b).sorted { $0.nats > $1.nats }.prefix(most).filter { $0.nats > 0 }.map(\.name)
  }
}
