import Foundation
import LanguageTables

/// Every number that the reading order is decided by.
package struct OrderParameters: Sendable {
  /// Weights of the joint features, in the order of `JointFeature.names`; fitted on typeset issues.
  package var weights: [Double]
  /// Hidden units over the same features; fitted with their weights.
  package var net = JointNet()
  /// Weights of the title features, in the order of `TitleFeature.names`; fitted on the same issues.
  package var titleWeights: [Double]
  /// What a joint costs that leaves file order, in nats; a swap of two blocks makes three.
  package var leap = 5.0
  /// The same where one story ends and another begins: stories may stand in any order.
  package var storyLeap = 3.0
  /// Taken from a joint of neighbours in the file whose columns are of different width: a frame may end there.
  package var columnChange = 2.0
  /// Taken from a joint that leaves file order and changes the column's width.
  package var leapChange = 0.5
  /// Blocks of the same height, as the columns of one story are.
  package var sameHeight = 4.0
  /// Heights that differ by a tenth.
  package var nearHeight = 1.5
  /// The blocks follow a title or begin a page.
  package var afterTitle = 1.5
  /// The blocks end a page, or the next line is a title.
  package var beforeTitle = 1.0
  /// One of the blocks is a title and nothing else.
  package var titleMoves = 2.0
  /// A block of one or two lines of text.
  package var tinyBlock = -2.0
  /// A swap puts the line that gives a short name before one that opens with it.
  package var givenBeforeUse = 9.0
  /// Weight of the joint between two pages.
  package var pageTurn = 0.7
  /// Added to a joint that the dialect shows to be whole: two lines of a title, or lines of one frame.
  package var bound = 12.0
  /// Added to a joint of two lines of what was found to be one title.
  package var oneTitle = 3.0
  /// Taken from a joint of neighbours in the file that a blank line parts, where blank lines part frames only.
  package var frameEnd = 3.0
  /// Least gain in nats for which the file's order is left.
  package var leastGain = 1.5
  /// The same for a turn of three blocks.
  package var leastTurn = 2.0
  /// Halves of turns that are paired, which takes time by the square.
  package var mostLoops = 2_000
  /// Rounds of improvement over an issue.
  package var rounds = 4
  /// Blocks of more lines than this are not moved.
  package var longestBlock = 60
  /// A page of more lines keeps all cores busy by itself.
  package var tallPage = 150
  /// Lines of a page that are weighed against each other, which takes memory by the square.
  package var longestPage = 500
  /// Lines of an issue that are put in order.
  package var longestIssue = 10_000
  /// A joint scored below this, after an unfinished line, is reported as missing text.
  package var missingBelow = -7.0

  package static let shipped = OrderParameters(data: UnsafeBufferPointer(start: order_weights(), count: order_weights_size()))

  /// Reads the weights of joints and titles and the hidden units from the bytes of a data file.
  package init(data: some Sequence<UInt8>) {
    let text = String(decoding: Array(data), as: UTF8.self)
    weights = OrderParameters.read(text, names: JointFeature.names)
    titleWeights = OrderParameters.read(text, names: TitleFeature.names)
    net = JointNet(text)
  }

  /// The thresholds that the trainer may fit, by name.
  package static var thresholds: [String: WritableKeyPath<OrderParameters, Double> & Sendable] {
    [
      "leap": \.leap, "storyLeap": \.storyLeap, "columnChange": \.columnChange, "leapChange": \.leapChange, "sameHeight": \.sameHeight,
      "nearHeight": \.nearHeight, "afterTitle": \.afterTitle, "beforeTitle": \.beforeTitle, "titleMoves": \.titleMoves,
      "tinyBlock": \.tinyBlock, "pageTurn": \.pageTurn, "leastGain": \.leastGain, "leastTurn": \.leastTurn, "oneTitle": \.oneTitle,
    ]
  }

  /// Reads `name value` lines; a line that begins with `#` is a remark, a feature that is not named weighs nothing.
  private static func read(_ text: String, names: [String]) -> [Double] {
    let places = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var weights = [Double](repeating: 0, count: names.count)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: " ")
      guard fields.count == 2, let place = places[String(fields[0])], let value = Double(fields[1]) else { continue }
      weights[place] = value
    }
    return weights
  }
}
