import Domain
import Foundation
import JSON

/// Where settings come from: options, then the environment, then the file, then the defaults. The first that names one has it.
package struct SettingSources: Sendable {
  /// Names the file where no `--config` is given.
  package static let fileVariable = "BULLETIN_CONFIG"
  private static let prefix = "BULLETIN_"
  private static let fileSuffix = "_FILE"
  /// A value that a `…_FILE` variable names is one line.
  private static let maxValueFileBytes = 64 << 10

  /// By option name; those that are no settings are left alone.
  package var flags: [String: [String]]
  package var environment: [String: String]
  package var file: String?

  package init(flags: [String: [String]] = [:], environment: [String: String] = [:], file: String? = nil) {
    self.flags = flags
    self.environment = environment
    self.file = file
  }

  /// Finds every fault, not the first; wrong options are wrong usage, the rest is a failure.
  package func resolve() throws(Failure) -> ResolvedSettings {
    var settings = ResolvedSettings()
    var faults: [String] = []
    if let file { try readFile(file, into: &settings, faults: &faults) }
    readEnvironment(into: &settings, faults: &faults)
    let faultsOfOptions = readFlags(into: &settings)
    guard faultsOfOptions.isEmpty else { throw .usage(Failure.sentence(of: faultsOfOptions)) }
    if let fault = settings.pairFault { faults.append(fault) }
    guard faults.isEmpty else { throw .failed(Failure.sentence(of: faults)) }
    return settings
  }

  private func readFile(_ path: String, into settings: inout ResolvedSettings, faults: inout [String]) throws(Failure) {
    let file = try ConfigurationFile(path: path)
    for (name, value) in file.members.sorted(by: { $0.key < $1.key }) {
      guard let setting = Setting.named(name) else {
        faults.append("\(path): there is no setting \"\(name)\"; did you mean \"\(Self.nearest(name, in: Setting.all.map(\.name)))\"?")
        continue
      }
      // A file's numbers and switches are written as such: "10" in quotation marks is a mistake worth telling.
      let isQuoted = value.string != nil && setting.show(Configuration()).isBare
      let origin = Origin.file(path)
      if isQuoted {
        faults.append("\(path): \(name) must stand without quotation marks")
      } else {
        faults += settings.set(setting, value, origin)
      }
    }
  }

  private func readEnvironment(into settings: inout ResolvedSettings, faults: inout [String]) {
    let names = Setting.all.map(\.variable)
    for (variable, value) in environment.sorted(by: { $0.key < $1.key })
    where variable.hasPrefix(Self.prefix) && variable != Self.fileVariable {
      if let setting = Setting.all.first(where: { $0.variable == variable }) {
        faults += settings.set(setting, .string(value), .environment(variable))
      } else if let setting = Setting.all.first(where: { $0.variable + Self.fileSuffix == variable }) {
        faults += readValueFile(value, of: setting, variable, into: &settings)
      } else {
        faults.append("There is no setting for \(variable); did you mean \(Self.nearest(variable, in: names + [Self.fileVariable]))?")
      }
    }
  }

  /// `BULLETIN_X_FILE` names a file that holds the value, as containers hand over secrets; a setting that is a file's path takes it itself.
  private func readValueFile(_ path: String, of setting: Setting, _ variable: String, into settings: inout ResolvedSettings) -> [String] {
    if environment[setting.variable] != nil { return ["\(setting.variable) and \(variable) are both set; keep one"] }
    if setting.isPath { return settings.set(setting, .string(path), .environment(variable)) }
    do {
      let text = try TextFile.read(path, maxBytes: Self.maxValueFileBytes)
      let line = text.split(separator: "\n", omittingEmptySubsequences: false).first.map(String.init) ?? ""
      return settings.set(setting, .string(line.trimmingCharacters(in: .whitespaces)), .environment(variable))
    } catch {
      return ["\(variable): \(error.sentence.dropLast())"]
    }
  }

  private func readFlags(into settings: inout ResolvedSettings) -> [String] {
    var faults: [String] = []
    for setting in Setting.all {
      let flag = setting.flag
      guard let values = flags[flag.name], let last = values.last else { continue }
      let value: JSONValue = setting.repeats ? .string(values.joined(separator: ",")) : .string(last)
      faults += settings.set(setting, value, .flag("--" + flag.name))
    }
    return faults
  }

  private static func nearest(_ name: String, in names: [String]) -> String { NearestName.nearest(to: name, among: names) ?? "" }
}

extension JSONValue {
  /// True for numbers and switches, which stand without quotation marks.
  fileprivate var isBare: Bool {
    switch self {
    case .boolean, .integer, .number: true
    default: false
    }
  }
}
