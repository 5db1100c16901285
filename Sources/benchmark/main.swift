import CEpoll
import Foundation
import Server

struct BenchmarkError: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

do {
  Leftovers.all.removeWhenInterrupted()
  let options = try Options(CommandLine.arguments.dropFirst())
  switch options.mode {
  case .help: print(Options.usage)
  case .fixed(let address): try Report.serveFixed(address)
  case .compare: try Report(options).run()
  }
} catch {
  Leftovers.all.yieldToInterruption()
  FileHandle.standardError.write(Data("benchmark: \(error)\n".utf8))
  exit(1)
}
