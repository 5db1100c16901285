#if os(Linux)
  import Foundation
  import JSON
  import TestSupport
  import Testing

  /// A disk without room, by the limit of a file's size, which a running program can be given and relieved of by anybody who started it.
  struct FullDiskTests {
    /// Lets no file of the process grow past so many bytes; nil: lets them grow again. Returns false where the system has no such call.
    private static func limitFiles(of process: Int32, to bytes: UInt64?) -> Bool {
      typealias Call = @convention(c) (Int32, Int32, UnsafePointer<rlimit>?, UnsafeMutablePointer<rlimit>?) -> Int32
      guard let symbol = dlsym(nil, "prlimit") else { return false }
      let limit = rlimit(rlim_cur: rlim_t(bytes ?? UInt64.max), rlim_max: rlim_t.max)
      return withUnsafePointer(to: limit) { unsafeBitCast(symbol, to: Call.self)(process, Int32(RLIMIT_FSIZE.rawValue), $0, nil) == 0 }
    }

    @Test func `a full disk is 507 for writes, reads go on, and writes work again once there is room`() throws {
      let server = try RunningServer(["--rate-limit", "false"])
      let staff = server.client(token: try server.token("read,write,publish,ingest"))
      let article = try #require(try staff.post("/v1/articles", json: ServeTests.article("Before"))["location"])
      try #require(Self.limitFiles(of: server.program.processIdentifier, to: 4_096))
      let refused = try staff.post("/v1/articles", json: ServeTests.article("Too much"))
      #expect(refused.status == 507, "\(refused.text)")
      #expect(refused["content-type"] == "application/problem+json")
      #expect(refused["retry-after"] != nil)
      let problem = try JSONReader().read(refused.body).object
      #expect(problem?["type"] == .string("/problems/storage-full"))
      let picture = [UInt8]([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) + [UInt8](repeating: 1, count: 10_000)
      #expect(try staff.ask("POST", "/v1/media", fields: ["Content-Type": "image/png"], body: picture).status == 507)
      #expect(try staff.ask("POST", "/v1/imports", fields: ["Content-Type": "text/plain"], body: Array("text".utf8)).status == 507)
      #expect(try ServeTests.titles(server.client().get("/v1/articles")) == ["Before"])
      #expect(try server.client().get(article).status == 200)
      #expect(try server.client().get("/v1/search?q=before").status == 200)
      #expect(try server.client().get("/health/live").status == 200)
      #expect(try server.client().get("/health/ready").status == 503)
      try #require(Self.limitFiles(of: server.program.processIdentifier, to: nil))
      #expect(try staff.post("/v1/articles", json: ServeTests.article("After")).status == 201)
      #expect(try staff.ask("POST", "/v1/media", fields: ["Content-Type": "image/png"], body: picture).status == 201)
      #expect(try ServeTests.titles(server.client().get("/v1/articles")) == ["After", "Before"])
      server.program.signal(SIGTERM)
      #expect(try server.program.finish().status == 0)
      #expect(try Program.run(["check", "--data", server.data]).status == 0)
    }
  }
#endif
