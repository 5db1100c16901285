import Foundation

/// Reads small files whole, and says in a sentence why one can't be.
enum TextFile {
  /// Bytes of a file, or of standard input for `-`. A folder, an unreadable or too long file is a failure.
  static func bytes(_ path: String, maxBytes: Int) throws(Failure) -> [UInt8] {
    let descriptor = path == "-" ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .failed("\(path) cannot be read: \(Failure.systemReason()).") }
    defer { close(descriptor) }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw .failed("\(path) is a folder; a file is needed.")
    }
    return try readAll(descriptor, path, maxBytes)
  }

  static func read(_ path: String, maxBytes: Int) throws(Failure) -> String {
    let bytes = try bytes(path, maxBytes: maxBytes)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .failed("\(path) is not UTF-8 text.") }
    return text
  }

  private static func readAll(_ descriptor: Int32, _ path: String, _ maxBytes: Int) throws(Failure) -> [UInt8] {
    let piece = 64 << 10
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: piece)
    while true {
      let count = Foundation.read(descriptor, &buffer, piece)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .failed("\(path) cannot be read: \(Failure.systemReason()).") }
      if count == 0 { return all }
      all += buffer[..<count]
      if all.count > maxBytes { throw .failed("\(path) is longer than \(maxBytes) bytes.") }
    }
  }
}
