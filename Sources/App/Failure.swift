import Domain
import Foundation
import Server

/// Why a command ends without having done its work: the exit status, and one sentence for the person who ran it.
package struct Failure: Error, Equatable {
  package enum Status: Int32, Sendable {
    case done = 0
    case failed = 1
    case usage = 2
  }

  package var status: Status
  package var sentence: String

  package init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }

  package static func failed(_ sentence: String) -> Failure { Failure(.failed, sentence) }
  package static func usage(_ sentence: String) -> Failure { Failure(.usage, sentence) }
}

extension Failure {
  /// Takes an error of any room; what it says is kept on one line.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ServerError: self = .failed(Self.sentence(of: error))
    case let error as BulletinError: self = .failed(Self.sentence(of: error))
    default: self = .failed(String(describing: error).replacing("\n", with: " "))
    }
  }

  /// Several faults as one sentence; a question keeps its mark.
  static func sentence(of faults: [String]) -> String {
    let joined = faults.joined(separator: "; ")
    return joined.hasSuffix("?") ? joined : joined + "."
  }

  private static func sentence(of error: ServerError) -> String {
    let sentence = error.description.prefix(1).uppercased() + error.description.dropFirst()
    return switch error.code {
    case EADDRINUSE: sentence + "; choose another address with --listen."
    case EACCES: sentence + "; ports below 1024 need a privilege, choose a higher one with --listen."
    case EADDRNOTAVAIL: sentence + "; choose an address of this machine with --listen."
    default: sentence + "."
    }
  }

  private static func sentence(of error: BulletinError) -> String {
    guard !error.faults.isEmpty else { return error.detail }
    return error.detail + " " + error.faults.map { "\($0.pointer): \($0.detail)" }.joined(separator: "; ")
  }

  /// What the system said of its last call, in its own words: `no such file or directory`.
  static func systemReason(_ code: Int32 = errno) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
