import Foundation
import Ingest
import Typesetting

do {
  try EvaluateCommand.run(Array(CommandLine.arguments.dropFirst()))
} catch {
  FileHandle.standardError.write(Data("evaluate: \(error)\n".utf8))
  exit(1)
}
