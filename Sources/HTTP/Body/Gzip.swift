import CZlib

/// Compresses whole bodies as gzip (RFC 1952); the same bytes in give the same bytes out.
package enum Gzip {
  /// Below this the head of the format and its cost outweigh what is saved.
  package static let minBytesWorth = 512
  private static let windowBitsWithGzipHead: Int32 = 15 + 16
  private static let memoryLevel: Int32 = 8
  /// RFC 1952 2.3.1: the operating system is not told, so that all of them write the same.
  private static let unknownSystem: Int32 = 255

  /// Level 1 to 9; nil only where zlib has no memory.
  package static func compress(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8]? {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    let strategy = Z_DEFAULT_STRATEGY
    guard
      deflateInit2_(&stream, level, Z_DEFLATED, windowBitsWithGzipHead, memoryLevel, strategy, ZLIB_VERSION, size) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var head = gz_header()
    head.os = unknownSystem
    return withUnsafeMutablePointer(to: &head) { head in
      deflateSetHeader(&stream, head)
      return deflateAll(&stream, bytes)
    }
  }

  private static func deflateAll(_ stream: inout z_stream, _ bytes: [UInt8]) -> [UInt8]? {
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var input = bytes
    var status = Z_OK
    let compressed = input.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: bound) { target, count in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        status = deflate(&stream, Z_FINISH)
        count = target.count - Int(stream.avail_out)
      }
    }
    return status == Z_STREAM_END ? compressed : nil
  }
}
