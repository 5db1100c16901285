import Foundation
import Typesetting

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count == 4, let dialect = Dialect.all.first(where: { $0.name == arguments[1] }), let seed = UInt64(arguments[2]) else {
  print("usage: typeset TEXTS DIALECT SEED OUT.txt\ndialects: \(Dialect.all.map(\.name).joined(separator: ", "))")
  exit(64)
}
do {
  var desk = CopyDesk(texts: try Corpus.texts(in: arguments[0]), dialect: dialect, seed: seed)
  let issue = Press.run(desk.stories(letters: 14_000), dialect: dialect, seed: seed &+ 1)
  let (pages, _) = issue.proof(seed: seed &+ 2)
  let text = pages.flatMap { page in page.lines.map { ($0.followsBlank ? "\n" : "") + $0.text } }.joined(separator: "\n")
  try text.write(toFile: arguments[3], atomically: true, encoding: .utf8)
  print("\(arguments[3]): dialect \(dialect.name), seed \(seed), \(pages.count) pages")
} catch {
  FileHandle.standardError.write(Data("typeset: \(error)\n".utf8))
  exit(1)
}
