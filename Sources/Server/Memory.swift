import CEpoll
import Foundation

/// What a process can give back to the system.
package enum Memory {
  /// Unmaps code, most of which only the start-up needed, and frees what is free. What is needed again comes from the page cache.
  package static func settle() {
    bulletin_return_free_memory()
    #if os(Linux)
      // Without the list nothing is given back, and nothing is lost.
      guard let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) else { return }
      for line in maps.split(separator: "\n") {
        guard let (start, end) = code(line), let first = UnsafeMutableRawPointer(bitPattern: start) else { continue }
        madvise(first, Int(end - start), Int32(MADV_DONTNEED))
      }
    #endif
  }

  /// The addresses of a mapping of code from a file, which nobody can have written to; nil for any other.
  private static func code(_ line: Substring) -> (UInt, UInt)? {
    let parts = line.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count >= 6, parts[1] == "r-xp", parts[5].hasPrefix("/") else { return nil }
    let ends = parts[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
    return ends.count == 2 ? (ends[0], ends[1]) : nil
  }
}
