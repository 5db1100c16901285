import Foundation
import Server

/// nginx with one worker on the server's core, serving the same bytes from files: sendfile, open_file_cache, no access log.
final class Nginx {
  private static let patienceSeconds = 10.0

  let address: SocketAddress
  private(set) var startSeconds = 0.0
  private let process = Process()
  private let folder: URL
  private var leftovers: [Int] = []

  /// Nil where nginx is not installed. `files` are paths and what they hold.
  init?(files: [(path: String, bytes: [UInt8])], core: Int32) throws {
    guard let binary = Self.binary, let port = try Self.freePort(), let address = SocketAddress("127.0.0.1:\(port)") else { return nil }
    self.address = address
    let folder = FileManager.default.temporaryDirectory.appending(path: "benchmark-nginx-\(port)")
    self.folder = folder
    // A folder that stays behind costs nothing but its place.
    leftovers.append(Leftovers.all.note { try? FileManager.default.removeItem(at: folder) })
    for file in files {
      let place = folder.appending(path: "files" + file.path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: place)
    }
    let configuration = folder.appending(path: "nginx.conf")
    try Data(Self.configuration(folder.path, port, core).utf8).write(to: configuration)
    process.executableURL = binary
    process.arguments = ["-c", configuration.path, "-e", folder.appending(path: "errors").path]
    let begun = Date()
    try process.run()
    leftovers.append(Leftovers.all.note(process))
    try waitUntilItAnswers(files[0].path)
    startSeconds = Date().timeIntervalSince(begun)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    // A folder that stays behind costs nothing but its place.
    try? FileManager.default.removeItem(at: folder)
    for leftover in leftovers { Leftovers.all.forget(leftover) }
  }

  /// Resident memory of the master and its worker; nil where the system does not say.
  var residentMegabytes: Double? {
    let all = [process.processIdentifier] + Process.children(of: process.processIdentifier)
    let parts = all.compactMap(Process.residentMegabytes)
    return parts.count == all.count ? parts.reduce(0, +) : nil
  }

  private static var binary: URL? {
    let places = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"]
    return places.first(where: FileManager.default.isExecutableFile).map { URL(filePath: $0) }
  }

  /// A port that nobody has; another program could take it before nginx does, which then says so.
  private static func freePort() throws -> UInt16? {
    guard let any = SocketAddress("127.0.0.1:0") else { return nil }
    return try Listener(any).address.port
  }

  private static func configuration(_ folder: String, _ port: UInt16, _ core: Int32) -> String {
    """
    worker_processes 1;
    worker_cpu_affinity \(String(1 << core, radix: 2));
    daemon off;
    pid \(folder)/pid;
    events { worker_connections 16384; }
    http {
      access_log off;
      sendfile on;
      tcp_nopush on;
      keepalive_requests 1000000000;
      default_type application/json;
      open_file_cache max=20000 inactive=600s;
      open_file_cache_valid 600s;
      server {
        listen 127.0.0.1:\(port) backlog=4096;
        root \(folder)/files;
      }
    }
    """
  }

  private func waitUntilItAnswers(_ path: String) throws {
    let deadline = Date().addingTimeInterval(Self.patienceSeconds)
    while Date() < deadline {
      // It does not listen at once.
      if (try? Fetch.field("content-length", of: path, from: address)) != nil { return }
      usleep(1_000)
    }
    throw BenchmarkError("nginx does not answer")
  }
}
