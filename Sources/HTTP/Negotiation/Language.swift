/// The languages that problems and pages speak.
package enum Language: String, Sendable, CaseIterable {
  case chinese = "zh-CN"
  case english = "en"

  /// The one that Accept-Language wants more (RFC 9110 12.5.4), `preferred` where it wants neither or both alike.
  package init(_ text: String?, preferred: Language = .english) {
    let read = FieldScan.weighted(text ?? "") { $0.token()?.lowercased() }
    func quality(_ tag: String) -> Int {
      let named = read.filter { $0.member == tag || $0.member.hasPrefix(tag + "-") }.map(\.quality).max()
      return named ?? read.first { $0.member == "*" }?.quality ?? 0
    }
    let (chinese, english) = (quality("zh"), quality("en"))
    self = chinese == english ? preferred : chinese > english ? .chinese : .english
  }

  package init(_ head: RequestHead, preferred: Language = .english) { self.init(head.text(.acceptLanguage), preferred: preferred) }
}
