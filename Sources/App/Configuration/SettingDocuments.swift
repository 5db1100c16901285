import JSON

/// What is written from the table of settings: the sample configuration file and the README's table.
package enum SettingDocuments {
  /// `Config/bulletin.json5`: every key with its default, its meaning and its range.
  package static var sampleFile: String {
    var lines = [
      "// Every setting of Bulletin with its default. A setting may also stand in the environment (BULLETIN_LISTEN) or on",
      "// the command line (--listen); the command line counts first, then the environment, then this file.",
      "// `bulletin config --config FILE` prints what is in force and why; an unknown key is an error.", "{",
    ]
    for setting in Setting.all {
      lines.append("  // \(setting.meaning) Takes \(setting.range).")
      lines.append("  \(setting.name): \(String(decoding: setting.show(Configuration()).bytes, as: UTF8.self)),")
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// The table of the README: a row a setting.
  package static var table: String {
    let rows = Setting.all.map { setting in
      let value = Setting.text(of: setting.show(Configuration())).map { "`\($0)`" } ?? "none"
      return "| `\(setting.name)` | \(value) | \(setting.range.replacing("*", with: "\\*")) | \(setting.meaning) |"
    }
    return (["| setting | default | takes | meaning |", "| --- | --- | --- | --- |"] + rows).joined(separator: "\n") + "\n"
  }
}
