import Cryptography
import Domain
import Foundation

extension SQLiteRepository {
  private static let fileMode: mode_t = 0o600

  package func secret(for purpose: String) -> [UInt8] { Digest.authenticate(Array(purpose.utf8), key: pepper) }

  package func keep(_ bytes: [UInt8], type: String, name: String?) throws -> MediaFile {
    let time = now()
    let file = MediaFile(
      id: Identifier.make(milliseconds: time, order: 0, random: .random(in: .min ... .max)), type: type, byteCount: bytes.count,
      sha256: Encodings.hexadecimal(Digest.sha256(bytes)), name: name, createdAt: time)
    try write(bytes, to: path(of: file))
    return file
  }

  package func media(_ id: String, reader: Int) throws -> MediaFile? {
    try read(reader) { connection in
      try connection.first(
        """
        SELECT type, byte_count, sha256, name, created_at
        FROM media
        WHERE id = ?
        """, [.text(id)]
      ) { row in
        MediaFile(
          id: id, type: row.text(0), byteCount: Int(row.integer(1)), sha256: row.text(2), name: row.optionalText(3),
          createdAt: row.integer(4))
      }
    }
  }

  package func content(of file: MediaFile) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path(of: file)), data.count == file.byteCount else {
      throw BulletinError(.unavailable, "The file of this medium is missing.", chinese: "该媒体的文件缺失。")
    }
    return [UInt8](data)
  }

  private func path(of file: MediaFile) -> String { folder.media + "/" + file.sha256 }

  /// Writes beside the name and moves there once it is whole and on the disk; the same bytes are written once.
  private func write(_ bytes: [UInt8], to path: String) throws {
    if access(path, R_OK) == 0 { return }
    let draft = "\(path).\(UInt64.random(in: .min ... .max))"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, Self.fileMode)
    guard descriptor >= 0 else { throw Self.failure() }
    var isDone = Self.writeAll(bytes, descriptor) && fsync(descriptor) == 0
    let error = errno
    close(descriptor)
    if isDone { isDone = rename(draft, path) == 0 }
    guard isDone else {
      unlink(draft)
      errno = error
      throw Self.failure()
    }
  }

  private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var start = 0
      while start < buffer.count {
        let count = Foundation.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
        guard count > 0 else { return false }
        start += count
      }
      return true
    }
  }

  private static func failure() -> BulletinError {
    errno == ENOSPC || errno == EDQUOT || errno == EFBIG
      ? BulletinError(.storageFull, "There is no room for the file.", chinese: "没有空间保存该文件。")
      : BulletinError(.unavailable, "The file could not be stored.", chinese: "无法保存该文件。")
  }
}

extension SQLiteWriteSession {
  func add(_ file: MediaFile, by author: Author) throws {
    try connection.run(
      """
      INSERT INTO media (id, type, byte_count, sha256, name, created_at, token)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(file.id), .text(file.type), .integer(Int64(file.byteCount)), .text(file.sha256), .optional(file.name),
        .integer(file.createdAt), .text(author.token),
      ])
  }
}
