import App
import JSON
import TestSupport
import Testing

struct SettingSourcesTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func resolve(flags: [String: [String]] = [:], environment: [String: String] = [:], file: String? = nil) throws -> ResolvedSettings {
    let path = try file.map { try folder.write($0, to: "settings.json5") }
    return try SettingSources(flags: flags, environment: environment, file: path).resolve()
  }

  func sentence(flags: [String: [String]] = [:], environment: [String: String] = [:], file: String? = nil) -> Failure? {
    do {
      _ = try resolve(flags: flags, environment: environment, file: file)
      return nil
    } catch {
      var failure = error as? Failure
      failure?.sentence.replace(folder.path + "/", with: "")
      return failure
    }
  }

  @Test func `an option counts before the environment, that before the file, that before the default`() throws {
    let file = "{idle_timeout: 1, body_timeout: 2, header_timeout: 3}"
    let environment = ["BULLETIN_IDLE_TIMEOUT": "10", "BULLETIN_BODY_TIMEOUT": "20"]
    let settings = try resolve(flags: ["idle-timeout": ["100"]], environment: environment, file: file)
    #expect(settings.configuration.idleTimeout == 100)
    #expect(settings.configuration.bodyTimeout == 20)
    #expect(settings.configuration.headerTimeout == 3)
    #expect(settings.configuration.firstByteTimeout == Configuration().firstByteTimeout)
    let origins = ["idle_timeout", "body_timeout", "header_timeout", "first_byte_timeout"].compactMap(Setting.named).map(settings.origin)
    #expect(origins == [.flag("--idle-timeout"), .environment("BULLETIN_BODY_TIMEOUT"), .file(folder.file("settings.json5")), .standard])
  }

  @Test func `lists are arrays in a file, and separated by commas elsewhere`() throws {
    let wanted = ["127.0.0.1:1", "[::1]:2"]
    #expect(try resolve(file: "{listen: ['127.0.0.1:1', '[::1]:2']}").configuration.listen == wanted)
    #expect(try resolve(environment: ["BULLETIN_LISTEN": "127.0.0.1:1, [::1]:2"]).configuration.listen == wanted)
    #expect(try resolve(flags: ["listen": wanted]).configuration.listen == wanted)
  }

  @Test func `a variable that ends in FILE names a file with the value`() throws {
    let path = try folder.write("none\n", to: "form")
    let settings = try resolve(environment: ["BULLETIN_LOG_FORMAT_FILE": path])
    #expect(settings.configuration.logFormat == "none")
    #expect(try resolve(environment: ["BULLETIN_TLS_KEY_FILE": "/k", "BULLETIN_TLS_CERTIFICATE": "/c"]).configuration.tlsKey == "/k")
  }

  @Test func `variables of others are left alone`() throws {
    #expect(try resolve(environment: ["PATH": "/bin", "BULLETINS": "x"]).configuration == Configuration())
  }

  @Test(arguments: [
    ("{listn: '127.0.0.1:1'}", "settings.json5: there is no setting \"listn\"; did you mean \"listen\"?"),
    ("{max_uri: '10'}", "settings.json5: max_uri must stand without quotation marks."),
    ("{max_uri: 10}", "settings.json5: max_uri must be a whole number from 64 to 1073741824, not \"10\"."),
    ("{public_read: 1}", "settings.json5: public_read must be true or false, not \"1\"."),
    ("{data: null}", "settings.json5: data must be a folder; made on first use, not null."),
    ("{listen: []}", "settings.json5: listen must have at least one HOST:PORT, not null."),
    ("{data: 'a' listen: 1}", "settings.json5, line 1, column 12: a comma or } is missing."),
    ("[]", "settings.json5, line 1, column 1: one object, { … }, is needed."),
    ("{tls_key: 'a'}", "tls_certificate and tls_key belong together; set both or none."),
  ])
  func `a wrong file says what would be right`(file: String, sentence: String) {
    #expect(self.sentence(file: file) == .failed(sentence))
  }

  @Test(arguments: [
    ("BULLETIN_LISTN", "x", "There is no setting for BULLETIN_LISTN; did you mean BULLETIN_LISTEN?"),
    (
      "BULLETIN_LISTEN", "8080",
      "BULLETIN_LISTEN must be HOST:PORT with a port from 0 to 65535, like 127.0.0.1:8080, [::1]:8080 or *:8080, not \"8080\"."
    ),
    ("BULLETIN_LOG_FORMAT", "jsn", "BULLETIN_LOG_FORMAT must be one of json, text, none, not \"jsn\"; did you mean json?"),
    ("BULLETIN_TIMEZONE", "Asia/Shangai", "BULLETIN_TIMEZONE must be a zone of the tz database like Asia/Shanghai, not \"Asia/Shangai\"."),
    ("BULLETIN_PUBLISH_THRESHOLD", "1.5", "BULLETIN_PUBLISH_THRESHOLD must be a number, 0 to 1, not \"1.5\"."),
    (
      "BULLETIN_TRUSTED_PROXIES", "10.0.0.0/33",
      "BULLETIN_TRUSTED_PROXIES must be addresses or networks, like 10.0.0.1 or 10.0.0.0/8, not \"10.0.0.0/33\"."
    ),
    ("BULLETIN_DATA_FILE", "", "BULLETIN_DATA_FILE must be a folder; made on first use, not \"\"."),
    ("BULLETIN_LISTEN_FILE", "/nowhere", "BULLETIN_LISTEN_FILE: /nowhere cannot be read: no such file or directory."),
  ])
  func `a wrong variable says what would be right`(variable: String, value: String, sentence: String) {
    #expect(self.sentence(environment: [variable: value]) == .failed(sentence))
  }

  @Test func `all faults are told at once`() {
    let failure = sentence(environment: ["BULLETIN_A": "1", "BULLETIN_MAX_URI": "x"], file: "{body_timeout: 0}")
    #expect(failure?.sentence.components(separatedBy: ";").count == 4)
  }

  @Test func `a wrong option is wrong usage`() {
    let sentence = "--max-connections must be a whole number from 1 to 1000000, not \"many\"."
    #expect(self.sentence(flags: ["max-connections": ["many"]]) == .usage(sentence))
  }
}
