extension HTTPFault {
  /// 400 for a message that breaks the grammar; the connection can't go on.
  package static func malformed(_ detail: String) -> HTTPFault { HTTPFault(400, "bad-request", detail) }

  static func control(_ byte: UInt8) -> HTTPFault {
    byte == ASCII.lineFeed
      ? malformed("A line ends in a line feed without a carriage return.")
      : malformed("The request head has the control character \(byte), which it must not have.")
  }

  /// What is wrong with a field name that is ended by that byte.
  static func fieldName(_ byte: UInt8, isFirst: Bool) -> HTTPFault {
    switch (byte, isFirst) {
    case (ASCII.space, true), (ASCII.tab, true): malformed("A header field line begins with white space; folded lines are not allowed.")
    case (ASCII.space, false), (ASCII.tab, false): malformed("White space stands before the colon of a header field.")
    case (UInt8(ascii: ":"), _): malformed("A header field has no name.")
    case (ASCII.carriageReturn, _): malformed("A header field line has no colon.")
    case (ASCII.lineFeed, _): control(byte)
    default: malformed("A header field name has a character that is not allowed in a token.")
    }
  }
}
