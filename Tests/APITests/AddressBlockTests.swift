import HTTP
import Testing

@testable import API

struct AddressBlockTests {
  @Test(arguments: [
    ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
    ("192.0.2.7", "192.0.2.8", false),
    ("192.0.2.0/25", "192.0.2.127", true), ("192.0.2.0/25", "192.0.2.128", false), ("0.0.0.0/0", "203.0.113.9", true),
    ("2001:db8::/32", "2001:db8:1::5", true), ("2001:db8::/32", "2001:db9::", false), ("::1", "::1", true),
    ("10.0.0.0/8", "::ffff:10.1.2.3", true),
    ("fd00::/8", "10.0.0.1", false),
  ])
  func `a block holds the addresses with its prefix`(_ block: String, _ address: String, _ holds: Bool) throws {
    let block = try #require(AddressBlock(block))
    let address = try #require(PeerAddress(text: address))
    #expect(block.contains(address) == holds)
  }

  @Test(arguments: [
    "", "10.0.0", "10.0.0.256", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::1::2", "1:2:3:4:5:6:7", "12345::", "g::", "01.2.3.4.5",
    " 10.0.0.1",
  ])
  func `what is no network is none`(_ text: String) { #expect(AddressBlock(text) == nil) }
}
