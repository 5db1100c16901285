import Domain
import Foundation
import JSON
import SQLiteStore

/// A process that writes until it is stopped, for the tests that stop it. Each line on its output is one acknowledged id.
let arguments = CommandLine.arguments
let author = Author(token: "writer00", name: "writer", address: "local")
let store = try SQLiteRepository(folder: DataFolder(arguments[2]), now: { Int64(Date().timeIntervalSince1970 * 1_000) })

func say(_ text: String) {
  FileHandle.standardOutput.write(Data((text + "\n").utf8))
}

@Sendable func add(_ title: String, body: String = "") throws -> String {
  let members = try RecordSchema.article.validate(["title": .string(title), "body": .string(body)]).get()
  return try store.writeAndWait { try $0.insert(.article, members, status: .published, by: author).id }
}

switch arguments[1] {
case "endless":
  let group = DispatchGroup()
  for client in 0..<8 {
    DispatchQueue(label: "client \(client)").async(group: group) {
      for number in 0... {
        guard let id = try? add("第\(client)-\(number)", body: "写到被杀为止") else { return }
        say(id)
      }
    }
  }
  group.wait()
case "full":
  signal(SIGXFSZ, SIG_IGN)
  var limit = rlimit()
  getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  let room = limit
  limit.rlim_cur = 2 << 20
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  let body = String(repeating: "占地方的字", count: 4_000)
  do {
    for number in 0..<2_000 { say(try add("第\(number)", body: body)) }
  } catch {
    say("error \((error as? BulletinError)?.code.rawValue ?? "other")")
  }
  let query = ListQuery(types: [.article], projection: Projection(viewer: .anyone, body: .none))
  say("read \(try store.list(query, reader: 0).count > 0)")
  limit = room
  setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  say(try add("又有地方了", body: body))
  say("problems \(try store.checkIntegrity().flatMap(\.problems))")
default:
  exit(2)
}
