import Foundation

/// The record fields of a gold issue; what is nil was not annotated and does not count.
struct GoldFields: Decodable {
  struct Event: Decodable {
    var name: String
    var start_date: String?
    var end_date: String?
    var venue: String?
    var organisers: [String]?
    var optional: Bool?
  }

  struct Award: Decodable {
    var award: String
    var recipient: String?
    var grantor: String?
    var year: Text?
    var date: String?
    var optional: Bool?
  }

  struct Policy: Decodable {
    var issuers: [String]?
    var document_number: String?
    var date_issued: String?
    var effective_date: String?
    var expiry: String?
    var application_deadline: String?
    var repeals: [String]?
    var attachments: [String]?
    var contacts: [String: Contact]?
    var documents_cited: [String]?
  }

  /// A year is written as a number or in quotation marks.
  struct Text: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      // A text in quotation marks is no number; that is no fault of the file.
      if let number = try? container.decode(Int.self) { text = String(number) } else { text = try container.decode(String.self) }
    }
  }

  /// One value, or several of one kind.
  enum Contact: Decodable {
    case one(String)
    case several([String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      // Whichever of the two forms it is not throws; that is no fault of the file.
      if let list = try? container.decode([String].self) {
        self = .several(list)
      } else {
        self = .one(try container.decode(String.self))
      }
    }
  }

  var events: [Event]?
  var awards: [Award]?
  var policy: Policy?
  var documents_cited: [String]?

  /// The fields of each item of a gold file, in its order.
  static func read(_ path: String) throws -> [GoldFields] {
    struct Item: Decodable { var fields: GoldFields? }
    struct File: Decodable { var items: [Item] }
    let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    return file.items.map { $0.fields ?? GoldFields() }
  }

  private init() {}
}
