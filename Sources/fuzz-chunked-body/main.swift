import Foundation
import Fuzzing
import HTTP

/// The body, or the status of the fault, when the bytes come in pieces of that size.
func decoding(_ bytes: [UInt8], pieceSize: Int) -> String {
  let limit = 10_000
  do {
    var decoder = try BodyDecoder(framing: .chunked, limit: limit)
    var body: [UInt8] = []
    var used = 0
    while used < bytes.count, !decoder.isComplete {
      let end = min(used + pieceSize, bytes.count)
      used += try decoder.decode(bytes.span.extracting(used..<end), into: &body)
    }
    precondition(body.count <= limit && body.count == decoder.count)
    return "\(decoder.isComplete) \(used) \(body)"
  } catch {
    precondition(error.status == 400 || error.status == 413)
    return "\(error.status)"
  }
}

exit(
  fuzz { bytes in
    let whole = decoding(bytes, pieceSize: max(bytes.count, 1))
    precondition(whole == decoding(bytes, pieceSize: 1), "whole and byte by byte differ")
    precondition(whole == decoding(bytes, pieceSize: 5), "whole and in fives differ")
  })
