/// The conditional fields of a request, evaluated in the order of RFC 9110 13.2.2.
package struct Preconditions: Sendable {
  package enum Verdict: Sendable, Equatable {
    case proceed
    /// 304
    case notModified
    /// 412
    case failed
  }

  private let head: RequestHead
  private let now: Int64

  /// `now` in seconds since 1970, for dates with two-digit years.
  package init(_ head: RequestHead, now: Int64) {
    self.head = head
    self.now = now
  }

  /// True if there is no conditional field: nothing to evaluate.
  package var isEmpty: Bool {
    head[.ifMatch] == nil && head[.ifNoneMatch] == nil && head[.ifModifiedSince] == nil && head[.ifUnmodifiedSince] == nil
  }

  /// The verdict for a selected representation, by the tags of all its codings; nothing exists there yet where there are none.
  ///
  /// Throws 400 where a list of tags that guards a write can't be read; a reader's is taken as one that matches nothing.
  package func evaluate(_ tags: [EntityTag], lastModified: Int64?) throws(HTTPFault) -> Verdict {
    let isRead = head.method == .get || head.method == .head
    if let list = head.text(.ifMatch) {
      guard let wanted = EntityTagList(list) else { throw malformed("If-Match") }
      guard wanted.containsStrongly(tags) else { return .failed }
    } else if let limit = date(.ifUnmodifiedSince), let lastModified, lastModified > limit {
      return .failed
    }
    if let list = head.text(.ifNoneMatch) {
      guard let known = EntityTagList(list) else {
        if isRead { return .proceed }
        throw malformed("If-None-Match")
      }
      return known.containsWeakly(tags) ? (isRead ? .notModified : .failed) : .proceed
    }
    guard isRead, let since = date(.ifModifiedSince), let lastModified else { return .proceed }
    return lastModified <= since ? .notModified : .proceed
  }

  private func malformed(_ name: String) -> HTTPFault {
    HTTPFault(400, "malformed", "\(name) must be *, or a list of entity tags in quotation marks.")
  }

  // RFC 9110 13.1.3: what is no date, or more than one, is ignored.
  private func date(_ field: KnownField) -> Int64? {
    guard let range = head[field], !head.isRepeated(field) else { return nil }
    return HTTPDate.parse(head.string(range), now: now)
  }
}
