/// How the issue is set: its column breadths, its indent, and a first reading of columns over the whole galley.
struct Setting {
  let columns: [Double]
  let fit: ColumnFit.Fit
  /// White space opens paragraphs in this issue; where it opens every line it means nothing.
  let indentedIssue: Bool

  private static let mostIndentedShare = 0.5

  init(galley: [GalleyLine], parameters: ParagraphParameters) {
    let fitter = ColumnFit(parameters: parameters)
    columns = fitter.columns(of: galley.filter { !$0.text.isEmpty })
    let indented = galley.count { $0.isIndented && !$0.isOnlyHanging }
    indentedIssue = indented > 1 && Double(indented) < Self.mostIndentedShare * Double(galley.count)
    fit = fitter.fit(ColumnFit.lines(galley, indentedIssue: indentedIssue), columns: columns)
  }
}
