import Server

let address = SocketAddress(CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "127.0.0.1:8090")
guard let address else { throw BenchmarkError(description: "the address is not HOST:PORT") }
var limits = ServerLimits()
limits.connectionsPerAddress = 0
limits.requestsPerConnection = 0
let server = try Server(listeners: [Listener(address)], handler: FixedHandler(), limits: limits)
server.start()
server.wait()

struct BenchmarkError: Error, CustomStringConvertible {
  var description: String
}
