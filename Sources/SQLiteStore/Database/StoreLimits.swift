/// What the store bears before it says that it is busy; the defaults are the documented ones.
package struct StoreLimits: Sendable, Equatable {
  /// How long another process that writes is waited for.
  package var busyMilliseconds = 5_000
  /// How long one query may run.
  package var queryMilliseconds: Int64 = 2_000
  /// Writes that wait for their turn; past it one is refused.
  package var waitingWrites = 256

  package init() {}
}
