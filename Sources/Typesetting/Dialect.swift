/// How one press sets its pages, and how their text comes apart afterwards.
package struct Dialect: Sendable {
  package enum Script: String, Sendable { case simplified, traditional, english }
  package enum PageMark: Sendable { case leadingSpace, formFeed, furnitureOnly, nothing }
  package enum BlankLines: Sendable { case betweenLines, never, betweenFrames }

  package var name: String
  package var script: Script = .simplified
  package var columns = 2
  /// Ems a column.
  package var widths: ClosedRange<Int> = 19...23
  /// Lines a column of a full page.
  package var heights: ClosedRange<Int> = 26...38
  package var pageMark: PageMark = .leadingSpace
  package var blankLines: BlankLines = .betweenLines
  /// Two pages are given out as one.
  package var spreads = 0.3
  /// Chances, a story and page unless it says otherwise.
  package var swap = 0.7
  package var strayTitle = 0.15
  package var tornPiece = 0.12
  package var interleave = 0.15
  package var lost = 0.04
  package var jump = 0.12
  package var picture = 0.45
  package var dateline = 0.5
  package var byline = 0.6
  package var subtitle = 0.08
  package var author = 0.12
  package var notice = 0.25
  /// Chances a paragraph end, a mark, a line.
  package var trailingTabs = 0.15
  package var strayTab = 0.02
  package var letterSpaced = 0.004
  /// A space beside a number.
  package var digitSpace = 0.6
  package var indent = 2.0

  package static let all: [Dialect] = [
    Dialect(name: "association"),
    Dialect(
      name: "newspaper", columns: 3, widths: 8...16, heights: 30...44, pageMark: .formFeed, blankLines: .never, jump: 0.2, dateline: 0.8),
    Dialect(
      name: "notices", widths: 20...26, blankLines: .betweenFrames, dateline: 0.1, byline: 0.1, author: 0, notice: 0.8, trailingTabs: 0.3),
    Dialect(
      name: "replies", widths: 18...24, pageMark: .furnitureOnly, blankLines: .never, dateline: 0.1, byline: 0.2, author: 0, notice: 0.7),
    Dialect(name: "features", widths: 17...22, heights: 30...40, picture: 0.7, dateline: 0.2, subtitle: 0.3, author: 0.6, notice: 0),
    Dialect(
      name: "taiwan", script: .traditional, widths: 12...22, pageMark: .nothing, blankLines: .never, notice: 0.2, trailingTabs: 0,
      digitSpace: 0),
    Dialect(
      name: "english", script: .english, widths: 18...26, heights: 34...48, blankLines: .never, author: 0.4, notice: 0, trailingTabs: 0,
      letterSpaced: 0,
      indent: 0),
  ]
}
