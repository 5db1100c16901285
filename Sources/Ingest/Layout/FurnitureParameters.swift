/// Thresholds of the furniture and page stages. Breadths in em, weights in points.
package struct FurnitureParameters: Sendable, Equatable {
  /// Wider lines are never furniture.
  package var widestFurniture = 30.0
  package var mostTabsBeforeHead = 2
  /// A line this often at the same place of the page is a running head without any page number near.
  package var leastRepeatsWithoutFolio = 3
  /// Share of a head's prints that must stand beside other furniture or at a page's edge.
  package var leastShareBesideFurniture = 0.6
  /// The widest name of a section printed once only.
  package var widestLoneSection = 7.0
  /// The same for a name that does not end as sections' names do; longer ones are titles.
  package var widestUnusualSection = 4.5
  /// The narrowest head without company that is no section's usual name.
  package var narrowestLoneHead = 3.5
  package var widestHead = 22.0
  /// Weight a page number needs by itself, or in a chain of its like.
  package var surefolio = 1.9
  /// What dots, dashes or the word for page round a lone number say by themselves.
  package var decoratedFolio = 2.0
  /// The widest line that counts as furniture only because furniture stands above and below it.
  package var widestEnclosed = 14.0
  package var chainedFolio = 0.5
  package var shortestChain = 3
  /// Lines a page has at the very least, for the page numbers' plausibility.
  package var fewestLinesOfPage = 8.0
  /// Leading single spaces mark pages only while they are rarer than this share of lines.
  package var mostSpaceMarks = 0.08
  /// A page this many times longer than the usual one holds two printed pages.
  package var doublePage = 1.5

  package init() {}
}
