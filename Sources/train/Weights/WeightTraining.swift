import Foundation
import Ingest
import Typesetting

/// Typesets issues in every dialect, fits the weights on them and measures on others.
struct WeightTraining {
  let chinese: [Corpus.Text]
  let english: [Corpus.Text]
  let seed: UInt64
  let issues: Int
  let language: LanguageModel
  /// Weights by which titles are told from text while joints are fitted and checked.
  var titles: [Double] = []
  static let letters = 14_000
  static let tailsPerPage = 10

  func issue(_ dialect: Dialect, seed: UInt64) -> (pages: [Page], truth: Truth) {
    var desk = CopyDesk(texts: dialect.script == .english ? english : chinese, dialect: dialect, seed: seed)
    let stories = desk.stories(letters: dialect.script == .english ? WeightTraining.letters * 3 : WeightTraining.letters)
    return Press.run(stories, dialect: dialect, seed: seed &+ 1).proof(seed: seed &+ 2)
  }

  /// The choices of all issues.
  func choices() -> [Fit.Choice] {
    var choices: [Fit.Choice] = []
    var dice = Dice(seed: seed)
    for n in 0..<issues {
      let dialect = Dialect.all[n % Dialect.all.count]
      let (pages, truth) = issue(dialect, seed: seed &+ UInt64(n) &* 1000)
      let galley = Galley(pages: pages, language: language, titles: titles)
      for page in pages.indices {
        choices += Fit.choices(galley, truth: truth, page: page, most: WeightTraining.tailsPerPage, label: dialect.name, dice: &dice)
      }
    }
    print("seed \(seed): \(issues) issues, \(choices.count) choices")
    return choices
  }
}

extension Fit {
  /// Fitted on `choices`.
  static func run(_ choices: [Choice], seed: UInt64) -> Fit {
    var choices = choices
    var dice = Dice(seed: seed)
    var fit = Fit(dice: &dice)
    for epoch in 1...epochs {
      choices.shuffle(using: &dice)
      print("epoch \(epoch): loss \(fit.pass(choices))")
    }
    for loss in fit.losses(choices).prefix(20) { print(loss.label, (loss.mean * 100).rounded() / 100, loss.count) }
    return fit
  }
}
