/// Why a request got no answer, as a sentence for whoever reads the log of deliveries.
struct Undelivered: Error, Equatable {
  var sentence: String

  init(_ sentence: String) { self.sentence = sentence }

  static let tooSlow = Undelivered("There was no whole answer in time.")
  static let cut = Undelivered("The connection ended before an answer.")
}
