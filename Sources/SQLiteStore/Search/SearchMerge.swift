import CSQLite

/// How far the merging of the search index has come between two lulls.
enum SearchMerge {
  case idle
  /// Everything is being merged into one segment.
  case whole
}

extension Connection {
  /// Index pages written in one step: a few milliseconds of work.
  private static let mergePages = 64
  /// Index pages written in one step beside a batch; each step also writes a page of every segment that it merges.
  private static let pagesBesideABatch = 32
  /// Bytes of words after which such a step is due: they make about as many pages.
  private static let wordsAStep = 32 * 8_192
  /// As so many bytes count the words of a batch at least: its segment has a page of its own, however few they are.
  private static let leastWords = wordsAStep / 8
  /// More segments than this are merged into one, as a query looks into each of them.
  private static let manySegments: Int64 = 6

  /// Does one step of merging; false when there is nothing left to merge.
  func mergeSearchIndex(step: inout SearchMerge) throws -> Bool {
    if step == .idle, try segmentCount() > Self.manySegments {
      step = .whole
      // A negative number begins to merge all segments, whatever their size.
      return try merge(pages: -Self.mergePages)
    }
    let goesOn = try merge(pages: Self.mergePages)
    if !goesOn { step = .idle }
    return goesOn
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
    _ = try merge(pages: Self.pagesBesideABatch)
  }

  private func segmentCount() throws -> Int64 { try first("SELECT count(DISTINCT segid) FROM search_idx") { $0.integer(0) } ?? 0 }

  /// FTS5 tells by the count of changed rows whether it found work: fewer than two mean that it did not.
  private func merge(pages: Int) throws -> Bool {
    let before = sqlite3_total_changes(handle)
    try run("INSERT INTO search (search, rank) VALUES ('merge', ?)", [.integer(Int64(pages))])
    return sqlite3_total_changes(handle) - before >= 2
  }
}
