import HTTP

/// A text in the two languages of the house.
struct Wording: Sendable {
  var english: String
  var chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  func callAsFunction(_ language: Language) -> String { language == .chinese ? chinese : english }
}
