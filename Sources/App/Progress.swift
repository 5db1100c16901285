import Synchronization

/// Says on a terminal how far long work is, on one line that is written over; silent on a pipe.
final class Progress: Sendable {
  private let doing: String
  private let output: Output?
  /// The percentage that is shown; -1 before the first.
  private let shown = Atomic(-1)

  /// `doing` as in `Copying`.
  init(_ doing: String, on output: Output = .error) {
    self.doing = doing
    self.output = output.isTerminal ? output : nil
  }

  func report(_ done: Int, of total: Int) {
    guard let output, total > 0 else { return }
    let percent = min(100, done * 100 / total)
    guard shown.exchange(percent, ordering: .relaxed) != percent else { return }
    output.writeIgnoringFailure(Array("\r\(doing) … \(percent) %".utf8))
  }

  /// `share` from 0 to 1.
  func report(share: Double) { report(Int(share * 100), of: 100) }

  /// Takes the line away.
  func end() {
    let eraseLine = "\r\u{1B}[K"
    guard let output, shown.load(ordering: .relaxed) >= 0 else { return }
    output.writeIgnoringFailure(Array(eraseLine.utf8))
  }
}
