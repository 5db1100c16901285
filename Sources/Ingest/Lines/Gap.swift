extension Collection<Unicode.Scalar> {
  /// The breadth of a run of white space in tab stops: what one extraction gives as a tab is three blanks in another.
  var tabStops: Double { reduce(0) { $0 + ($1 == "\t" ? 1 : $1 == "\u{3000}" ? 0.7 : 0.35) } }
}
