import Domain
import Foundation

/// The folder that holds everything: the database, media, backups and the pepper. Only its owner may look in.
package struct DataFolder: Sendable {
  package let path: String

  package init(_ path: String) { self.path = path }

  package var database: String { path + "/bulletin.sqlite3" }
  package var media: String { path + "/media" }
  package var backups: String { path + "/backups" }
  package var pepper: String { path + "/pepper" }

  private static let folderMode: mode_t = 0o700
  private static let fileMode: mode_t = 0o600

  /// Makes the folder and the database file where they are missing. SQLite gives its journal the mode of that file.
  package func prepare() throws {
    try prepareFolder()
    let descriptor = open(database, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, Self.fileMode)
    guard descriptor >= 0 else { throw failure("open", database) }
    fchmod(descriptor, Self.fileMode)
    close(descriptor)
  }

  func prepareFolder() throws { try make(path) }

  /// Makes the folders beside the database, once that is known to be ours.
  package func prepareSubfolders() throws {
    for folder in [media, backups] { try make(folder) }
  }

  /// The 32 bytes under which tokens are stored; made once.
  package func readPepper(making make: () throws -> [UInt8]) throws -> [UInt8] {
    if let known = readFile(pepper) { return try checked(known) }
    let fresh = try make()
    let descriptor = open(pepper, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Self.fileMode)
    // Another process may have made it in this very moment.
    guard descriptor >= 0 else { return try checked(readFile(pepper) ?? []) }
    defer { close(descriptor) }
    guard Foundation.write(descriptor, fresh, fresh.count) == fresh.count, fsync(descriptor) == 0 else { throw failure("write", pepper) }
    return fresh
  }

  /// Bytes free for an ordinary user on the folder's disk.
  package var freeBytes: UInt64? {
    var status = statvfs()
    guard statvfs(path, &status) == 0 else { return nil }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }

  private func make(_ folder: String, isSecondTry: Bool = false) throws {
    if mkdir(folder, Self.folderMode) == 0 || errno == EEXIST {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
        throw BulletinError(.unavailable, "\(folder) is not a folder.")
      }
      return
    }
    // Some places (/proc) say the same of a folder in one that exists: that is the end of trying.
    if errno == ENOENT, !isSecondTry, let parent = folder.lastIndex(of: "/"), parent > folder.startIndex {
      try make(String(folder[..<parent]))
      return try make(folder, isSecondTry: true)
    }
    throw failure("make", folder)
  }

  private func checked(_ pepper: [UInt8]) throws -> [UInt8] {
    guard pepper.count == 32 else { throw BulletinError(.unavailable, "\(self.pepper) is damaged: it must hold 32 bytes.") }
    return pepper
  }

  private func readFile(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { [UInt8]($0) } }

  private func failure(_ action: String, _ path: String) -> BulletinError {
    BulletinError(.unavailable, "Cannot \(action) \(path): \(String(cString: strerror(errno))).")
  }
}
