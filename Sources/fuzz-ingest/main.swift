import Foundation
import Fuzzing
import Ingest

exit(
  fuzz { bytes in
    // What is no text is refused, and rightly.
    guard let source = try? TextDecoder.decode(bytes) else { return }
    let report = Ingest.read(source)
    var places = report.items.flatMap(\.lines).flatMap { Array($0) }
    places += report.furniture.map(\.line) + report.unplaced.map(\.line)
    let lines = Set(source.lines.map(\.number))
    places = places.filter(lines.contains)
    precondition(places.count == Set(places).count, "a line in two places")
    precondition(Set(places) == lines, "a line in no place")
    precondition((0...1).contains(report.coverage), "more covered than there is")
  })
