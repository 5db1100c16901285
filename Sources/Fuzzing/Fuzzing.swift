/// libFuzzer's own entry: runs the callback on one input after another until it crashes or its time is up.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ argumentCount: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// The library's own `main` wants this name; ours, which runs instead, hands the driver a callback.
@_cdecl("LLVMFuzzerTestOneInput")
package func testOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

/// Set once, before the driver starts, and only read from then on.
nonisolated(unsafe) private var target: ([UInt8]) -> Void = { _ in }

/// Gives libFuzzer's inputs to `body`, which traps where a property does not hold. Returns the exit status.
package func fuzz(_ body: @escaping ([UInt8]) -> Void) -> Int32 {
  target = body
  var count = CommandLine.argc
  var arguments = CommandLine.unsafeArgv
  return runDriver(&count, &arguments) { testOneInput($0, $1) }
}
