import Foundation

/// How this issue sets its titles, learnt from those that are beyond doubt: sub-headings are shorter than they are.
struct TitleHabits {
  /// Breadth of the usual title in em.
  private let usualBreadth: Double

  /// What begins or ends a story beside a title.
  private static let marks: Set<TitleClue> = [
    .firstInIssue, .afterByline, .afterSignature, .firstOnPage, .withSubtitle, .columnName, .dateline, .documentNumber, .author, .addressee,
    .timeOpens,
  ]
  private static let fewest = 3

  /// Nil for an issue of too few titles to have habits.
  init?(_ sure: [TitleFinder.Title], galley: [GalleyLine]) {
    guard sure.count >= Self.fewest else { return nil }
    usualBreadth = sure.map { Self.breadth($0, galley) }.sorted()[sure.count / 2]
  }

  /// How much shorter than usual a title is, 0 to 1 nat.
  func shortness(of title: TitleFinder.Title, galley: [GalleyLine]) -> Double {
    min(1, max(0, log(usualBreadth / max(1, Self.breadth(title, galley)))))
  }

  /// Something besides its looks marks it.
  static func isMarked(_ title: TitleFinder.Title) -> Bool { title.evidence.contains { marks.contains($0.clue) } }

  private static func breadth(_ title: TitleFinder.Title, _ galley: [GalleyLine]) -> Double {
    title.lines.reduce(0) { $0 + galley[$1].breadth }
  }
}
