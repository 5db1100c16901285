import Domain
import HTTP

/// Whether a webhook may point to an address: https and public, unless the configuration allows others.
struct WebhookTargetCheck: Sendable {
  private let call: Call
  private let target: WebhookTarget

  /// Throws 422 for what the text alone tells.
  init(_ call: Call, _ url: String) throws {
    guard let target = WebhookTarget(url) else {
      throw Self.refusal("format", "An address as https://host/path, without user name and fragment.", "应为 https://主机/路径 形式的地址，不含用户名和片段。")
    }
    guard target.isSecure || call.api.settings.webhookPrivateTargets else {
      throw Self.refusal("format", "The address must begin with https://.", "地址应以 https:// 开头。")
    }
    self.call = call
    self.target = target
  }

  /// Looks the name up, off the loop, and goes on with `next` if all its addresses are public.
  func then(_ next: @escaping @Sendable (Call) throws -> Answer) throws -> Answer {
    if call.api.settings.webhookPrivateTargets { return try next(call) }
    let (call, target) = (call.offLoop, target)
    return .later { finish in
      call.api.surroundings.addresses(target.host) { addresses in
        call.hand(finish) {
          try Self.judge(addresses)
          return try next(call)
        }
      }
    }
  }

  private static func judge(_ addresses: [[UInt8]]) throws {
    guard !addresses.isEmpty else { throw refusal("reference", "The host of the address is not found.", "找不到该地址的主机。") }
    guard addresses.allSatisfy(InternetAddress.isPublic) else {
      throw refusal("choice", "The host has an address that is not public; the configuration allows none.", "该主机的地址不是公网地址，当前配置不允许。")
    }
  }

  private static func refusal(_ code: String, _ english: String, _ chinese: String) -> BulletinError {
    BulletinError(.validation, english, chinese: chinese, faults: [.init(pointer: "/url", code: code, detail: english, chinese: chinese)])
  }
}
