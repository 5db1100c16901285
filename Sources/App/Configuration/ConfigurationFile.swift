import Foundation
import JSON

/// The settings of a JSON5 file, by name, not yet held against the table.
struct ConfigurationFile {
  private static let maxBytes = 1 << 20

  let members: [String: JSONValue]

  init(path: String) throws(Failure) {
    let bytes = try TextFile.bytes(path, maxBytes: Self.maxBytes)
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      let value = try decoder.decode(JSONValue.self, from: Data(bytes))
      guard let object = value.object else { throw Failure.failed("\(path) must hold one JSON5 object, { … }.") }
      members = object
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .failed("\(path) is not JSON5: \(Self.reason(error)).")
    }
  }

  /// Where the decoder stopped. Its error is private to Foundation; only its description names the line and the column.
  private static func reason(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error, let inner = context.underlyingError else { return "it cannot be decoded" }
    guard let place = String(reflecting: inner).firstMatch(of: /line: (\d+), column: (\d+)/) else { return context.debugDescription }
    return "the mistake is near line \(place.1), column \(place.2)"
  }
}
