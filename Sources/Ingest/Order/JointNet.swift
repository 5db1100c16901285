/// Hidden units over the features of a joint: what two features say together and neither says alone.
///
/// One layer, cut off below zero; its sum is added to that of the joint's own weights. Fitted by `train weights` with them.
package struct JointNet: Sendable, Equatable {
  package typealias Units = SIMD16<Float>

  /// What an input adds to each unit, by the place of the input.
  package var inputs = [Units](repeating: .zero, count: Input.count)
  /// What a unit adds to the score, in nats.
  package var out = Units.zero

  package init() {}

  /// The score of what the units have been given.
  @inline(__always)
  package func score(_ units: Units) -> Double { Double((JointNet.active(units) * out).sum()) }

  @inline(__always)
  package static func active(_ units: Units) -> Units { units.replacing(with: 0, where: units .< Units.zero) }
}

extension JointNet {
  /// The places of the inputs: those of the line before the joint, of the line after it, and of both together.
  package enum Input {
    static let tails = 0
    static let tailGlyphs = tails + TailKind.allCases.count
    static let tailMeasures = tailGlyphs + GlyphClass.allCases.count
    static let heads = tailMeasures + Measure.allCases.count
    static let headGlyphs = heads + HeadKind.allCases.count
    static let headMeasures = headGlyphs + GlyphClass.allCases.count
    static let language = headMeasures + Measure.allCases.count
    static let extras = language + JointFeature.Language.allCases.count
    package static let count = extras + JointFeature.Extra.allCases.count

    /// What is measured of a line, and not of its kind.
    enum Measure: Int, CaseIterable {
      case one, title, slack, column, latin
    }

    /// A name for every input, for the data file.
    package static let names: [String] =
      TailKind.allCases.map { "tail.\($0)" } + GlyphClass.allCases.map { "tail|\($0)" } + Measure.allCases.map { "tail:\($0)" }
      + HeadKind.allCases.map { "head.\($0)" } + GlyphClass.allCases.map { "head|\($0)" } + Measure.allCases.map { "head:\($0)" }
      + JointFeature.Language.allCases.map { "\($0)" } + JointFeature.Extra.allCases.map { "\($0)" }

    /// The input of a joint's feature, −1 where the lines' own inputs say the same.
    package static let ofFeature: [Int] = (0..<JointFeature.count).map { place in
      let place = place % JointFeature.set
      if place >= JointFeature.extras { return extras + place - JointFeature.extras }
      return place >= JointFeature.language ? language + (place - JointFeature.language) % JointFeature.Language.allCases.count : -1
    }
  }
}

extension JointNet {
  private static let outName = "units"

  /// Reads the lines of a data file that give a name and a number for each unit; an input that is not named adds nothing.
  package init(_ text: String) {
    let places = Dictionary(uniqueKeysWithValues: Input.names.enumerated().map { ($1, $0) })
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: " ")
      let numbers = fields.dropFirst().compactMap { Float($0) }
      guard numbers.count == Units.scalarCount else { continue }
      if fields[0] == JointNet.outName { out = Units(numbers) }
      if let place = places[String(fields[0])] { inputs[place] = Units(numbers) }
    }
  }

  /// The lines that `init` reads, numbers to three places.
  package var text: String {
    zip([JointNet.outName] + Input.names, [out] + inputs).map { name, units in
      let numbers = units.indices.map { "\((Double(units[$0]) * 1000).rounded() / 1000)" }
      return ([name] + numbers).joined(separator: " ") + "\n"
    }
    .joined()
  }
}

extension JointLine {
  /// Calls `give` with the inputs of the line as the one before a joint.
  @inline(__always)
  func tailInputs(_ give: (Int, Float) -> Void) {
    give(JointNet.Input.tails + tail, 1)
    give(JointNet.Input.tailGlyphs + tailGlyph, 1)
    measures { give(JointNet.Input.tailMeasures + $0.rawValue, $1) }
  }

  /// The same as the one after it.
  @inline(__always)
  func headInputs(_ give: (Int, Float) -> Void) {
    give(JointNet.Input.heads + head, 1)
    give(JointNet.Input.headGlyphs + headGlyph, 1)
    measures { give(JointNet.Input.headMeasures + $0.rawValue, $1) }
  }

  /// Scaled to about 1.
  @inline(__always)
  private func measures(_ give: (JointNet.Input.Measure, Float) -> Void) {
    give(.one, 1)
    give(.title, Float(title) / 4)
    give(.slack, Float(min(6, max(-2, slack))) / 3)
    give(.column, Float(min(30, max(6, column))) / 15)
    if isLatin { give(.latin, 1) }
  }
}
