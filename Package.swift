// swift-tools-version: 6.2
import PackageDescription

/// `BULLETIN_FUZZ=1` builds every room for libFuzzer and adds the targets that drive them.
let isFuzzing = Context.environment["BULLETIN_FUZZ"] == "1"
let sanitizers = ["-sanitize=fuzzer,address"]

/// One set of settings for every Swift target: Swift 6 mode, and a warning is an error.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    // What a request passes through is confined to one loop; debug builds and the sanitizers keep the checks.
    .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)),
  ] + (isFuzzing ? [.unsafeFlags(sanitizers)] : [])

/// A library target of the house; what it lists is all it can see.
func room(_ name: String, sees: [Target.Dependency] = [], path: String? = nil, resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: sees, path: path, resources: resources, swiftSettings: settings)
}

/// The tests of one target, a file a source file.
func tests(_ name: String, sees: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: sees + ["TestSupport"], swiftSettings: settings)
}

/// A libFuzzer target, which gives its room one input after another.
func fuzzer(_ name: String, sees: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: sees + ["Fuzzing"], swiftSettings: settings, linkerSettings: [.unsafeFlags(sanitizers + ["-use-ld=lld"])])
}

let package = Package(
  name: "bulletin",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "bulletin", targets: ["bulletin"])],
  targets: [
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CEpoll"),

    room("JSON"),
    room("Cryptography", sees: ["COpenSSL"]),
    room("Domain", sees: ["JSON"]),
    room("HTTP", sees: ["CZlib", "JSON"]),
    room("Server", sees: ["HTTP", "COpenSSL", "CEpoll"]),
    room("Migrations", path: "Migrations", resources: [.embedInCode("sql")]),
    room("SQLiteStore", sees: ["CSQLite", "Cryptography", "Domain", "JSON", "Migrations"]),
    .target(name: "LanguageTables", exclude: ["language.tbl", "order.weights", "SOURCES.md"]),
    room("Ingest", sees: ["Domain", "JSON", "LanguageTables"]),
    room("Typesetting", sees: ["Ingest"]),
    .executableTarget(name: "typeset", dependencies: ["Typesetting"], swiftSettings: settings),
    .executableTarget(name: "train", dependencies: ["Ingest", "Typesetting"], swiftSettings: settings),
    .executableTarget(name: "evaluate", dependencies: ["Ingest", "Typesetting"], swiftSettings: settings),
    room("Delivery", sees: ["COpenSSL", "Cryptography", "Domain"]),
    room("API", sees: ["Cryptography", "Domain", "HTTP", "JSON"]),
    room(
      "App", sees: ["API", "COpenSSL", "Cryptography", "Delivery", "Domain", "Ingest", "JSON", "Server", "SQLiteStore"],
      resources: [.embedInCode("Resources/demo-issue.txt")]),
    .executableTarget(name: "bulletin", dependencies: ["App"], swiftSettings: settings),
    .executableTarget(name: "benchmark", dependencies: ["CEpoll", "CSQLite", "Domain", "HTTP", "Server"], swiftSettings: settings),

    .target(name: "TestSupport", dependencies: ["COpenSSL"], path: "Tests/TestSupport", swiftSettings: settings),
    tests("JSON", sees: ["JSON"]),
    tests("Domain", sees: ["Domain", "JSON"]),
    tests("HTTP", sees: ["CZlib", "HTTP", "JSON"]),
    tests("Server", sees: ["Server", "COpenSSL", "CEpoll"]),
    .executableTarget(
      name: "StoreWriter", dependencies: ["Domain", "JSON", "SQLiteStore"], path: "Tests/StoreWriter", swiftSettings: settings),
    tests("SQLiteStore", sees: ["CSQLite", "Cryptography", "Domain", "JSON", "Migrations", "SQLiteStore", "StoreWriter"]),
    tests("Ingest", sees: ["Ingest", "Typesetting", "evaluate"]),
    .testTarget(name: "TrainTests", dependencies: ["Ingest", "Typesetting", "train"], swiftSettings: settings),
    tests("Delivery", sees: ["Delivery", "Domain"]),
    tests("API", sees: ["API", "SQLiteStore"]),
    tests("App", sees: ["App", "bulletin"]),
  ]
)

if isFuzzing {
  package.targets += [
    .target(name: "Fuzzing", swiftSettings: settings),
    fuzzer("fuzz-request-head", sees: ["HTTP"]),
    fuzzer("fuzz-chunked-body", sees: ["HTTP"]),
    fuzzer("fuzz-target-and-query", sees: ["HTTP"]),
    fuzzer("fuzz-json", sees: ["JSON"]),
    fuzzer("fuzz-markdown", sees: ["Domain"]),
    fuzzer("fuzz-ingest", sees: ["Ingest"]),
  ]
}
