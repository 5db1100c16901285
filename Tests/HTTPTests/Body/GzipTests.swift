import CZlib
import Testing

@testable import HTTP

struct GzipTests {
  /// What zlib itself reads out of gzip bytes; nil where it finds a fault.
  static func decompress(_ bytes: [UInt8], count: Int) -> [UInt8]? {
    var stream = z_stream()
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var input = bytes
    var status = Z_OK
    let output = input.withUnsafeMutableBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: count + 1) { target, written in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        status = inflate(&stream, Z_FINISH)
        written = target.count - Int(stream.avail_out)
      }
    }
    return status == Z_STREAM_END ? output : nil
  }

  @Test(arguments: [0, 1, 100, 10_000, 300_000])
  func `what is compressed is what comes out`(_ count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 / 7) }
    let compressed = try #require(Gzip.compress(bytes))
    #expect(Self.decompress(compressed, count: count) == bytes)
    #expect(Gzip.compress(bytes) == compressed)
  }

  @Test func `the head names neither a time nor a system`() throws {
    let compressed = try #require(Gzip.compress(Array("hello".utf8)))
    #expect(Array(compressed[..<10]) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
  }
}
