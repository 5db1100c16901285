import Domain
import HTTP

/// One line of the route table: an endpoint, who may use it, what it takes and gives.
struct Route: Sendable {
  /// Who may use it.
  enum Access: Sendable, Equatable {
    /// Anybody, whatever the configuration says: health, the pages about the API.
    case none
    /// Anybody unless `public_read` is off; a wrong token is refused all the same.
    case reading
    /// Any valid token.
    case token
    /// A token with that scope.
    case scope(Scope)
  }

  /// What its body may be.
  enum Content: Sendable, Equatable {
    case none
    /// JSON of the record, or Markdown with a head of fields.
    case record(RecordType)
    /// JSON of the record alone.
    case whole(RecordType)
    case patch(RecordType)
    /// JSON with these members, or nothing.
    case members([String])
    /// JSON of what is no record, and a patch of it: a schema by its name, without `Input`.
    case input(String)
    case change(String)
    /// An issue as plain text.
    case text
    case batch
    case media

    var mediaTypes: [String] {
      switch self {
      case .none: []
      case .record: ["application/json", "text/markdown"]
      case .whole, .members, .input, .batch: ["application/json"]
      case .patch, .change: ["application/merge-patch+json", "application/json", "application/json-patch+json"]
      case .text: ["text/plain"]
      case .media: MediaRoutes.types.map(\.type)
      }
    }

    var isOptional: Bool { if case .members = self { true } else { false } }
  }

  /// What a good answer holds.
  enum Gives: Sendable, Equatable {
    case record(RecordType)
    case list(RecordType)
    /// A schema of the OpenAPI document by its name.
    case schema(String)
    case page(mediaType: String)
    case nothing

    /// Other forms that Accept may ask for.
    var otherMediaTypes: [String] {
      switch self {
      case .list: Array(RecordReading.listForms.dropFirst())
      case .record: [LinkedData.mediaType]
      case .schema, .page, .nothing: []
      }
    }

    var mediaType: String? {
      switch self {
      case .record, .list, .schema: "application/json"
      case .page(let mediaType): mediaType
      case .nothing: nil
      }
    }
  }

  typealias Handler = @Sendable (Call) throws -> Answer
  /// What a write does inside its transaction.
  typealias Work = @Sendable (any WriteSession) throws -> WrittenAnswer
  /// Reads a call and says what is to be done; every check that needs no data comes before the transaction.
  typealias Writer = @Sendable (Call) throws -> Work

  var method: Method
  var template: String
  var access: Access
  var takes = Content.none
  var gives: Gives
  var status = 200
  /// Other good statuses that it may answer with.
  var also: [Int] = []
  /// Made on demand: a start has no use for them.
  var parameterList = OnDemand<[QueryParameter]> { [] }
  var isConditional = false
  var isCounted = true
  var summary: String
  var handle: Handler
  /// For writes of records: what a batch runs along with others.
  var writer: Writer?

  /// Names in braces, in order.
  var placeholders: [String] {
    template.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }
  }

  var isRead: Bool { method == .get }
  var parameters: [QueryParameter] { parameterList.value }
}

extension Route {
  static func get(
    _ template: String, _ handle: @escaping Handler, auth: Access = .reading, gives: Gives,
    takes: @autoclosure @escaping @Sendable () -> [QueryParameter] = [], also: [Int] = [], conditional: Bool = true, counted: Bool = true,
    _ summary: String
  ) -> Route {
    Route(
      method: .get, template: template, access: auth, gives: gives, also: also, parameterList: OnDemand(takes), isConditional: conditional,
      isCounted: counted, summary: summary, handle: handle)
  }

  static func post(
    _ template: String, _ writer: @escaping Writer, auth: Access, takes: Content, gives: Gives, status: Int = 200, _ summary: String
  ) -> Route {
    write(.post, template, writer, auth: auth, takes: takes, gives: gives, status: status, summary)
  }

  static func put(_ template: String, _ writer: @escaping Writer, auth: Access, takes: Content, gives: Gives, _ summary: String) -> Route {
    write(.put, template, writer, auth: auth, takes: takes, gives: gives, summary)
  }

  static func patch(_ template: String, _ writer: @escaping Writer, auth: Access, takes: Content, gives: Gives, _ summary: String) -> Route
  {
    write(.patch, template, writer, auth: auth, takes: takes, gives: gives, summary)
  }

  static func delete(
    _ template: String, _ writer: @escaping Writer, auth: Access, query: [QueryParameter] = [], _ summary: String
  ) -> Route {
    var route = write(.delete, template, writer, auth: auth, takes: .none, gives: .nothing, status: 204, summary)
    route.parameterList = OnDemand { query }
    return route
  }

  /// A POST that is no write of a record.
  static func start(
    _ template: String, _ handle: @escaping Handler, auth: Access, takes: Content, gives: Gives, status: Int, query: [QueryParameter] = [],
    _ summary: String
  ) -> Route {
    Route(
      method: .post, template: template, access: auth, takes: takes, gives: gives, status: status, parameterList: OnDemand { query },
      summary: summary, handle: handle)
  }

  private static func write(
    _ method: Method, _ template: String, _ writer: @escaping Writer, auth: Access, takes: Content, gives: Gives, status: Int = 200,
    _ summary: String
  ) -> Route {
    Route(
      method: method, template: template, access: auth, takes: takes, gives: gives, status: status, isConditional: true, summary: summary,
      handle: { try $0.write(writer($0)) }, writer: writer)
  }
}
