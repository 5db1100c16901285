import Domain
import HTTP
import JSON

/// The routes that move an item through its life: publish, schedule, unschedule, withdraw.
struct ItemStatus: Sendable {
  private let writing: RecordWriting

  init(_ type: RecordType) { writing = RecordWriting(type) }

  func publish(_ call: Call) throws -> Route.Work {
    try move(call, from: [.draft, .scheduled, .withdrawn], to: .published)
  }

  func withdraw(_ call: Call) throws -> Route.Work {
    try move(call, from: [.published], to: .withdrawn)
  }

  func unschedule(_ call: Call) throws -> Route.Work {
    try move(call, from: [.scheduled], to: .draft)
  }

  func schedule(_ call: Call) throws -> Route.Work {
    let members = try call.optionalMembers(["publish_at"])
    let now = call.api.surroundings.now()
    guard let text = members["publish_at"]?.string else {
      throw Self.invalid(
        "required", "The time to publish is needed, such as 2025-03-01T08:00:00+08:00.", "请给出发布时间，如 2025-03-01T08:00:00+08:00。")
    }
    guard CalendarDate(text) == nil, let time = Timestamp(text) else {
      throw Self.invalid("format", "A time as in RFC 3339, with its offset: 2025-03-01T08:00:00+08:00.", "应为带时区的 RFC 3339 时间。")
    }
    guard time.milliseconds > now else {
      throw Self.invalid("range", "The time has passed; publish at once instead.", "该时间已过，请直接发布。")
    }
    return try move(call, from: [.draft, .scheduled, .withdrawn], to: .scheduled, at: time.milliseconds)
  }

  private static func invalid(_ code: String, _ english: String, _ chinese: String) -> BulletinError {
    BulletinError(
      .validation, english, chinese: chinese, faults: [.init(pointer: "/publish_at", code: code, detail: english, chinese: chinese)])
  }

  private func move(_ call: Call, from allowed: Set<Status>, to status: Status, at time: Int64? = nil) throws -> Route.Work {
    if status != .scheduled { _ = try call.optionalMembers([]) }
    let type = writing.type
    return try writing.act(call) { session, current, author in
      if current.isDeleted { throw BulletinError.gone }
      // Asked twice, the second time finds it done.
      if current.status == status, time == nil { return current }
      guard allowed.contains(current.status) else {
        throw BulletinError(
          .conflict, "An item that is \(current.status.rawValue) cannot become \(status.rawValue).",
          chinese: "状态为 \(current.status.rawValue) 的条目不能变为 \(status.rawValue)。")
      }
      return try session.setStatus(type, id: current.id, status, at: time, by: author)
    }
  }
}
