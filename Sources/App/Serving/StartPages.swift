import Foundation

/// Gives back the pages of the program's code that only starting needed; what serves is read back from the page cache.
///
/// On Linux a page fault maps its neighbours too, so after a start more than half of the code in memory is never run again.
enum StartPages {
  static func release() {
    #if os(Linux)
      // Without them nothing is given back, and nothing else is lost.
      guard let own = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") else { return }
      guard let maps = FileManager.default.contents(atPath: "/proc/self/maps") else { return }
      for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") where line.hasSuffix(own) {
        let words = line.split(separator: " ", omittingEmptySubsequences: true)
        // Only what is mapped unwritable and executable: its pages are the file's own, and none can differ from it.
        guard words.count >= 2, words[1] == "r-xp" else { continue }
        let bounds = words[0].split(separator: "-").compactMap { UInt(String($0), radix: 16) }
        guard bounds.count == 2, let start = UnsafeMutableRawPointer(bitPattern: bounds[0]) else { continue }
        madvise(start, Int(bounds[1] - bounds[0]), MADV_DONTNEED)
      }
    #endif
  }
}
