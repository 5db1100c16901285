import Domain
import Testing

struct InternetAddressTests {
  @Test(
    arguments: [
      ([8, 8, 8, 8], true), ([1, 1, 1, 1], true), ([9, 255, 255, 255], true), ([11, 0, 0, 0], true), ([223, 255, 255, 255], true),
      ([100, 63, 255, 255], true), ([100, 128, 0, 0], true), ([172, 15, 255, 255], true), ([172, 32, 0, 0], true),
      ([192, 167, 0, 1], true),
      ([198, 17, 255, 255], true), ([198, 20, 0, 0], true),
      ([0, 0, 0, 0], false), ([0, 1, 2, 3], false), ([10, 0, 0, 1], false), ([100, 64, 0, 0], false), ([100, 127, 255, 255], false),
      ([127, 0, 0, 1], false), ([127, 255, 0, 3], false), ([169, 254, 169, 254], false), ([172, 16, 0, 1], false),
      ([172, 31, 255, 255], false), ([192, 0, 0, 192], false), ([192, 0, 2, 1], false), ([192, 88, 99, 1], false),
      ([192, 168, 1, 1], false),
      ([198, 18, 0, 1], false), ([198, 19, 255, 255], false), ([198, 51, 100, 7], false), ([203, 0, 113, 9], false),
      ([224, 0, 0, 1], false),
      ([239, 1, 1, 1], false), ([240, 0, 0, 1], false), ([255, 255, 255, 255], false),
    ] as [([UInt8], Bool)])
  func `an IPv4 address is public or not`(bytes: [UInt8], isPublic: Bool) {
    #expect(InternetAddress.isPublic(bytes) == isPublic)
    // The same inside an IPv4-mapped (::ffff:0:0/96) or translated address (64:ff9b::/96) never is.
    #expect(!InternetAddress.isPublic([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + bytes))
    #expect(!InternetAddress.isPublic([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] + bytes))
    #expect(!InternetAddress.isPublic([0x20, 0x02] + bytes + [UInt8](repeating: 0, count: 10)))
  }

  @Test(
    arguments: [
      ([0x20, 0x01, 0x48, 0x60], true), ([0x26, 0x06, 0x47], true), ([0x24, 0x08], true), ([0x2A, 0x00], true), ([0x3F, 0xFE], true),
      ([], false), ([0xFC], false), ([0xFD, 0x12], false), ([0xFE, 0x80], false), ([0xFE, 0xC0], false), ([0xFF, 0x02], false),
      ([0x20, 0x01, 0, 0], false), ([0x20, 0x01, 0x01, 0xFF], false), ([0x20, 0x01, 0x0D, 0xB8], false), ([0x20, 0x02], false),
      ([0, 0x64, 0xFF, 0x9B, 0, 1], false), ([0x3F, 0xFF, 0], false), ([1], false), ([0x40], false),
    ] as [([UInt8], Bool)])
  func `an IPv6 address is public or not`(start: [UInt8], isPublic: Bool) {
    let bytes = start + [UInt8](repeating: 0, count: 15 - start.count) + [1]
    #expect(InternetAddress.isPublic(bytes) == isPublic)
  }

  @Test(arguments: [0, 3, 5, 15, 17]) func `what is no address is not public`(count: Int) {
    #expect(!InternetAddress.isPublic([UInt8](repeating: 8, count: count)))
  }
}
