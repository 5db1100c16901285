import Foundation
import Ingest
import Typesetting

/// What stopped the trainer, in a sentence.
struct TrainFault: Error, CustomStringConvertible {
  var description: String
}

/// `train tables …` counts the language table, `train weights …` fits the reading order.
enum TrainCommand {
  static let usage = """
    usage: train tables --chinese DIR[,DIR…] --model ARPA --words FILE --english DIR [--official-share 0…1] --out FILE
           train weights --chinese DIR[,DIR…] --english DIR [--table FILE] [--seeds N,…] [--issues N] [--polish PASSES]
                         [--set name=value,…] --out FILE
           train check --chinese DIR[,DIR…] --english DIR [--table FILE] [--seed N] [--issues N] [--weights FILE]
                         [--set name=value,…] [--sweep name,…]
    """

  static func run(_ arguments: [String]) throws {
    let options = try parse(Array(arguments.dropFirst()))
    switch arguments.first {
    case "tables": try tables(options)
    case "weights": try weights(options)
    case "check": try check(options)
    default: throw TrainFault(description: usage)
    }
  }

  static func folders(_ options: [String: String], _ key: String) throws -> [Corpus.Text] {
    guard let list = options[key] else { throw TrainFault(description: "--\(key) is missing\n" + usage) }
    return try list.split(separator: ",").flatMap { try Corpus.texts(in: String($0)) }
  }

  private static func parse(_ arguments: [String]) throws -> [String: String] {
    var options: [String: String] = [:]
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard name.hasPrefix("--"), let value = rest.popFirst() else { throw TrainFault(description: "what is \(name)?\n" + usage) }
      options[String(name.dropFirst(2))] = value
    }
    return options
  }

  private static func tables(_ options: [String: String]) throws {
    guard let out = options["out"], let words = options["words"], let model = options["model"] else { throw TrainFault(description: usage) }
    var builder = TableBuilder()
    let official = SequenceCounts(try folders(options, "chinese").filter { !Corpus.isHeldOut($0.name) })
    let share = options["official-share"].flatMap(Double.init) ?? TableBuilder.officialShare
    builder.add(official: official, share: share, words: WordModel.sequences(try String(contentsOfFile: model, encoding: .utf8)))
    for text in try folders(options, "english") where !Corpus.isHeldOut(text.name) { builder.count(english: text) }
    builder.add(words: try String(contentsOfFile: words, encoding: .utf8))
    let bytes = builder.bytes()
    try Data(bytes).write(to: URL(fileURLWithPath: out))
    print("\(out): \(bytes.count) bytes")
  }

  /// Title weights are fitted on the issues of every seed apart and their mean is taken; joints are fitted on all issues together.
  private static func weights(_ options: [String: String]) throws {
    guard let out = options["out"] else { throw TrainFault(description: usage) }
    let passes = options["polish"].flatMap(Int.init)
    let seeds = (options["seeds"] ?? "1").split(separator: ",").compactMap { UInt64($0) }
    guard !seeds.isEmpty else { throw TrainFault(description: "--seeds wants numbers, as 1,2,3\n" + usage) }
    var titles = [Double](repeating: 0, count: TitleFeature.count)
    for seed in seeds {
      for (i, weight) in try training(options, seed: seed).titleWeights().enumerated() { titles[i] += weight / Double(seeds.count) }
    }
    var trainings = try seeds.map { try training(options, seed: $0) }
    for i in trainings.indices { trainings[i].titles = titles }
    let fit = Fit.run(trainings.flatMap { $0.choices() }, seed: seeds[0])
    var fitted = try parameters(options, weights: fit.weights)
    fitted.net = fit.net
    if let passes { fitted = trainings[0].polished(fitted, proofs: trainings.flatMap { $0.proofs() }, passes: passes) }
    var text = """
      # Weights of the reading order, fitted by `train weights` on issues typeset from free texts (see SOURCES.md).
      # Seeds \(seeds.map(String.init).joined(separator: ", ")), \(passes ?? 0) passes of polish.

      """
    for (name, weight) in zip(TitleFeature.names + JointFeature.names, titles + fitted.weights) where abs(weight) >= 0.005 {
      text += "\(name) \((weight * 1000).rounded() / 1000)\n"
    }
    text += fitted.net.text
    try text.write(toFile: out, atomically: true, encoding: .utf8)
  }

  /// Decodes issues of other seeds; `--sweep name` tries values of one threshold.
  private static func check(_ options: [String: String]) throws {
    var training = try training(options, seed: options["seed"].flatMap(UInt64.init) ?? 1)
    var parameters = try parameters(options, weights: OrderParameters.shipped.weights)
    training.titles = parameters.titleWeights
    let proofs = training.proofs()
    guard let sweep = options["sweep"] else {
      _ = training.check(proofs, parameters, shows: true)
      return
    }
    for name in sweep.split(separator: ",").map(String.init) {
      guard let place = OrderParameters.thresholds[name] else { throw TrainFault(description: "no threshold is called \(name)") }
      parameters = training.swept(proofs, parameters, name, place)
    }
  }

  /// `--table` takes the place of the shipped language table: weights are fitted with one that has not read texts like those that
  /// are typeset, as it will not have read the issues.
  private static func training(_ options: [String: String], seed: UInt64) throws -> WeightTraining {
    let table = try options["table"].map { CountTable(try Data(contentsOf: URL(fileURLWithPath: $0))) }
    return WeightTraining(
      chinese: try folders(options, "chinese").filter { Corpus.isHeldOut($0.name) },
      english: try folders(options, "english").filter { Corpus.isHeldOut($0.name) },
      seed: seed, issues: options["issues"].flatMap(Int.init) ?? 42, language: table.map { LanguageModel(table: $0) } ?? .shipped)
  }

  /// The shipped thresholds with `--weights FILE` and `--set name=value,…`.
  private static func parameters(_ options: [String: String], weights: [Double]) throws -> OrderParameters {
    var parameters = OrderParameters.shipped
    parameters.weights = weights
    if let path = options["weights"] { parameters = OrderParameters(data: try Data(contentsOf: URL(fileURLWithPath: path))) }
    for pair in (options["set"] ?? "").split(separator: ",") {
      let parts = pair.split(separator: "=")
      guard parts.count == 2, let place = OrderParameters.thresholds[String(parts[0])], let value = Double(parts[1]) else {
        throw TrainFault(description: "what is \(pair)?")
      }
      parameters[keyPath: place] = value
    }
    return parameters
  }
}
