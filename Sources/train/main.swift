import Foundation
import Ingest

do {
  try TrainCommand.run(Array(CommandLine.arguments.dropFirst()))
} catch {
  FileHandle.standardError.write(Data("train: \(error)\n".utf8))
  exit(1)
}
