import Foundation
import Fuzzing
import JSON

exit(
  fuzz { bytes in
    do {
      let value = try JSONReader().read(bytes)
      let written = value.bytes
      let again = try JSONReader().read(written)
      precondition(again == value, "what was written reads otherwise")
    } catch JSONFault.malformed(let sentence) {
      precondition(sentence.contains(" at line "), "a fault without a place")
    } catch {}
  })
