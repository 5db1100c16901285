/// What one request may cost, in bytes and counts; past a limit the fault names its status.
package struct HTTPLimits: Sendable, Equatable {
  /// Without its CRLF; past it 414.
  package var maxRequestLineBytes = 8_190
  /// The request target; past it 414.
  package var maxTargetBytes = 8_000
  /// All field lines, each with its CRLF; past it 431.
  package var maxFieldBlockBytes = 32 * 1024
  /// One field line without its CRLF; past it 431.
  package var maxFieldBytes = 8 * 1024
  package var maxFields = 100
  /// RFC 9112 2.2 asks for at least one empty line before a request line to be skipped; past it 400.
  package var maxLeadingEmptyLines = 4
  package var maxChunkSizeDigits = 16
  /// The extensions of one chunk, from the first semicolon or blank to the CRLF; past it 400.
  package var maxChunkExtensionBytes = 256
  /// The trailer section of a chunked body, always discarded; past it 400.
  package var maxTrailerBytes = 8 * 1024
  package var maxQueryParameters = 32
  /// One name or value of the query, decoded; past it 400.
  package var maxQueryValueBytes = 1024

  package init() {}
}
