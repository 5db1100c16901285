import API

extension CommandTable {
  static let openAPICommand = Command(
    "openapi", "Print the OpenAPI 3.1 document of the HTTP API, as the server gives it at /openapi.json.", settings: Setting.all
  ) { invocation in
    let configuration = try invocation.settings().configuration
    try Output.standard.write(bytes: OpenAPIDocument.json(settings: configuration.apiSettings(loops: 1)) + [UInt8(ascii: "\n")])
  }
}
