import Foundation
import Fuzzing
import HTTP

/// What a connection makes of the bytes when they come in pieces of that size: consumed bytes and path, or the status of the fault.
func reading(_ bytes: [UInt8], pieceSize: Int) -> String {
  var parser = RequestParser()
  var head = RequestHead()
  var end = 0
  while end < bytes.count {
    end = min(end + pieceSize, bytes.count)
    do {
      if let consumed = try parser.parse(bytes.span.extracting(0..<end), into: &head) { return describe(head, consumed) }
    } catch {
      precondition((400..<506).contains(error.status) && !error.detail.isEmpty)
      return "\(error.status)"
    }
  }
  return "more"
}

func describe(_ head: RequestHead, _ consumed: Int) -> String {
  for field in head.fields { precondition(!head.bytes[field.name].isEmpty && !head.bytes[field.value].contains(0x0A)) }
  precondition(head.authority != nil || head.minorVersion == 0)
  return "\(consumed) \(head.string(head.path)) \(head.framing) \(head.keepsAlive) \(head.fields.count)"
}

exit(
  fuzz { bytes in
    let whole = reading(bytes, pieceSize: max(bytes.count, 1))
    precondition(whole == reading(bytes, pieceSize: 1), "whole and byte by byte differ")
    precondition(whole == reading(bytes, pieceSize: 7), "whole and in sevens differ")
  })
