/// The readable name of a record in its path: lower-case letters, digits and hyphens.
package enum Slug {
  package static let maxLength = 80
  /// Made and given ones; longer than `maxLength` for the suffix that tells equals apart.
  package static let longest = 96

  /// Makes one from a title: pinyin for Chinese, Latin letters without their marks, digits; nil if nothing is left.
  package static func make(from title: String) -> String? {
    var words: [String] = []
    for run in TextRun.runs(of: SearchText.fold(title)) {
      switch run.script {
      case .han: words += PinyinText.syllables(run.text).compactMap { $0 }
      case .word: words += run.text.split { !$0.isASCII }.map(String.init)
      }
    }
    var slug = ""
    for word in words {
      let hyphen = slug.isEmpty ? "" : "-"
      if slug.utf8.count + hyphen.utf8.count + word.utf8.count > maxLength { break }
      slug += hyphen
      slug += word
    }
    return slug.isEmpty || Identifier.isOne(slug) ? nil : slug
  }

  /// True for words of a–z and 0–9 joined by single hyphens that cannot be taken for an id.
  package static func isValid(_ text: String) -> Bool {
    guard !text.isEmpty, text.utf8.count <= longest, !Identifier.isOne(text) else { return false }
    return text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty
        && word.utf8.allSatisfy {
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
    }
  }
}
