import Foundation

/// A value that is not Sendable, behind a lock.
///
/// `Mutex` would ask that whatever goes in and out be sendable, which a closure over a connection never is; and when several
/// wait for it the kernel hands it over, which ThreadSanitizer cannot see.
/// `@unchecked Sendable`: the value is only reached inside `use`, which holds `lock`; nothing of it may be let out.
final class Guarded<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: sending Value) { self.value = value }

  @inline(__always)
  func use<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
