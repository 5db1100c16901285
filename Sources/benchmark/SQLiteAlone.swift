import CEpoll
import CSQLite
import Domain
import Foundation

/// SQLite by itself, as a program in C would use it: one thread, prepared statements, no server around it.
enum SQLiteAlone {
  private static let rowsACommit = 16
  private static let rowsAPage = 20
  private static let cacheKilobytes = 16_384
  private static let readerCacheKilobytes = 8_192

  /// Pages of twenty articles with a word, by the server's own statements on its own index: in one transaction the title hits, then the
  /// others, newest first, past a filter that is new each time; the JSON that is kept is copied into a page.
  static func search(_ file: String, word: String, seconds: Double) throws -> Outcome {
    let database = try Database(file)
    try database.execute("PRAGMA query_only = ON; PRAGMA cache_size = -\(readerCacheKilobytes)")
    let begin = try database.prepare("BEGIN")
    let commit = try database.prepare("COMMIT")
    let hits = try database.prepare(
      """
      SELECT t.position, t.seq, t.changed_at, t.public_json
      FROM search f
      CROSS JOIN articles t ON t.position = -f.rowid
      WHERE f.search MATCH ? AND f.rowid < 0 AND t.status = 'published' AND t.deleted_at IS NULL AND t.title IS NOT ?
      ORDER BY f.rowid
      """)
    var page: [UInt8] = []
    var number = 0
    return timed(seconds) {
      number += 1
      page.removeAll(keepingCapacity: true)
      page.append(contentsOf: "{\"items\":[".utf8)
      sqlite3_step(begin)
      var rows = 0
      for match in ["\"\(SearchWords.titleMark)\(word)\"", "\"\(word)\""] where rows <= rowsAPage {
        database.bind(match, to: hits, at: 1)
        database.bind(String(number), to: hits, at: 2)
        // One row more tells that there is a next page.
        while rows <= rowsAPage, sqlite3_step(hits) == SQLITE_ROW {
          rows += 1
          if rows > rowsAPage { break }
          if rows > 1 { page.append(UInt8(ascii: ",")) }
          page.append(
            contentsOf: UnsafeBufferPointer(start: sqlite3_column_text(hits, 3), count: Int(sqlite3_column_bytes(hits, 3))))
        }
        sqlite3_reset(hits)
      }
      sqlite3_step(commit)
      sqlite3_reset(begin)
      sqlite3_reset(commit)
      page.append(contentsOf: "]}".utf8)
      return 1
    }
  }

  /// The words that the server's index has of an article.
  private static func indexed(_ article: Collection.Article) -> [UInt8] {
    SearchWords.index(article.title, mark: SearchWords.titleMark) + SearchWords.pinyin(article.title) + SearchWords.index(article.title)
      + SearchWords.index(article.summary + "\n" + article.body)
  }

  /// Rows of the size of an article, with the server's words in an index like its own, durable a batch at a time.
  static func insert(into file: String, seconds: Double) throws -> Outcome {
    let database = try Database(file)
    try database.execute(
      """
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA cache_size = -\(cacheKilobytes);
      CREATE TABLE articles (seq INTEGER PRIMARY KEY, id TEXT UNIQUE, published_at INTEGER, json TEXT) STRICT;
      CREATE INDEX articles_public ON articles (published_at, id);
      CREATE VIRTUAL TABLE search USING fts5 (words, content = '', tokenize = 'ascii', columnsize = 0);
      """)
    let row = try database.prepare("INSERT INTO articles (id, published_at, json) VALUES (?, ?, ?)")
    let words = try database.prepare("INSERT INTO search (rowid, words) VALUES (?, ?)")
    let texts = (0..<1_000).map { number in
      let article = Collection.article(number)
      return (json: article.json, words: String(decoding: indexed(article), as: UTF8.self))
    }
    var count = 0
    return try timed(seconds) {
      try database.execute("BEGIN IMMEDIATE")
      for _ in 0..<rowsACommit {
        count += 1
        let text = texts[count % texts.count]
        database.bind("01a205d5-0000-7000-8000-\(count)", to: row, at: 1)
        sqlite3_bind_int64(row, 2, Int64(count))
        database.bind(text.json, to: row, at: 3)
        sqlite3_bind_int64(words, 1, Int64(count))
        database.bind(text.words, to: words, at: 2)
        for statement in [row, words] {
          sqlite3_step(statement)
          sqlite3_reset(statement)
        }
      }
      try database.execute("COMMIT")
      return rowsACommit
    }
  }

  /// Runs one piece of work after another; each says how much it was, and its time is a latency.
  private static func timed(_ seconds: Double, _ work: () throws -> Int) rethrows -> Outcome {
    var outcome = Outcome()
    let begun = LoadClient.now()
    let end = begun + UInt64(seconds * 1e9)
    var last = begun
    while last < end {
      outcome.requests += try work()
      let now = LoadClient.now()
      outcome.latencies.append(UInt32(clamping: (now - last) / 1_000))
      last = now
    }
    outcome.seconds = Double(last - begun) / 1e9
    outcome.latencies.sort()
    return outcome
  }
}

/// One database file, closed with its last reference.
private final class Database {
  private var handle: OpaquePointer?
  private var statements: [OpaquePointer] = []

  init(_ file: String) throws {
    guard sqlite3_open(file, &handle) == SQLITE_OK else { throw BenchmarkError("\(file) does not open") }
  }

  deinit {
    for statement in statements { sqlite3_finalize(statement) }
    sqlite3_close(handle)
  }

  func execute(_ sql: String) throws {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw BenchmarkError(String(cString: sqlite3_errmsg(handle))) }
  }

  func prepare(_ sql: String) throws -> OpaquePointer {
    var statement: OpaquePointer?
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, let statement else {
      throw BenchmarkError(String(cString: sqlite3_errmsg(handle)))
    }
    statements.append(statement)
    return statement
  }

  func bind(_ text: String, to statement: OpaquePointer, at index: Int32) {
    bulletin_bind_text(statement, index, text, Int32(text.utf8.count))
  }
}
