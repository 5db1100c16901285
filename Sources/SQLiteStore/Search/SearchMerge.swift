import CSQLite

/// FTS5 writes each batch as a segment of the index, and a query looks into all of them.
///
/// A merge takes the segments of one level that are there when it begins and none that come later, and goes on only while no level below
/// has more. Begun with few, it would stand still as long as writes keep coming; so a load merges many at once, and a lull the rest.
/// All into one (the `optimize` of FTS5) is never asked for: it adds two levels each time, and an index of two thousand is refused.
extension Connection {
  /// Index pages written in one step: a few milliseconds of work.
  private static let pagesInALull = 64
  /// Index pages written in one step beside a batch; each step also writes a page of every segment that it merges.
  private static let pagesBesideABatch = 44
  /// Bytes of words after which such a step is due. They make some twenty-eight pages: each page is merged once soon, and a second time in
  /// a load that lasts.
  private static let wordsAStep = 32 * 8_192
  /// As so many bytes count the words of a batch at least: its segment has a page of its own, however few they are.
  private static let leastWords = wordsAStep / 8
  /// Least segments with which a merge begins. FTS5 keeps it in the file.
  private static let fewSegments: Int64 = 2
  /// The most that FTS5 takes for it.
  private static let manySegments: Int64 = 16

  /// Does one step of merging; false when there is nothing left to merge.
  func mergeSearchIndex() throws -> Bool {
    try mergeFrom(Self.fewSegments)
    return try merge(pages: Self.pagesInALull)
  }

  /// Merges a little beside a batch where that is due, so that no commit has to catch up for many.
  ///
  /// - Parameters:
  ///   - words: bytes that the batch indexes.
  ///   - unmerged: those since the last step.
  func mergeSearchIndex(beside words: Int, unmerged: inout Int) throws {
    guard words > 0 else { return }
    unmerged += max(words, Self.leastWords)
    guard unmerged >= Self.wordsAStep else { return }
    unmerged = 0
    try mergeFrom(Self.manySegments)
    _ = try merge(pages: Self.pagesBesideABatch)
  }

  private func mergeFrom(_ segments: Int64) throws {
    let present = try first("SELECT v FROM search_config WHERE k = 'usermerge'") { $0.integer(0) }
    if present != segments { try run("INSERT INTO search (search, rank) VALUES ('usermerge', ?)", [.integer(segments)]) }
  }

  /// FTS5 tells by the count of changed rows whether it found work: fewer than two mean that it did not.
  private func merge(pages: Int) throws -> Bool {
    let before = sqlite3_total_changes(handle)
    try run("INSERT INTO search (search, rank) VALUES ('merge', ?)", [.integer(Int64(pages))])
    return sqlite3_total_changes(handle) - before >= 2
  }
}
