import App
import Testing

struct CommandLineParserTests {
  static let commands = [
    Command(
      "set type", "Sets type.", operands: .init("TEXT ...", 1...2, "What to set."),
      flags: [Flag("face", takes: "NAME", "Type face."), Flag("bold", "In bold."), Flag("form", choices: ["text", "json"], "Form.")]
    ) { _ in },
    Command("proof", "Pulls a proof.", flags: [Flag("copy", takes: "N", repeats: true, isRequired: true, "Copies.")]) { _ in },
  ]

  func parse(_ line: String) throws -> (String, [String: [String]], [String]) {
    let arguments = line.split(separator: " ").map(String.init)
    guard case .command(let command, let values, let operands) = try CommandLineParser(commands: Self.commands).parse(arguments) else {
      throw Unexpected()
    }
    return (command.name, values, operands)
  }

  @Test(arguments: [
    "set type a --face kai --bold", "--face kai set type --bold a", "set --bold type a --face=kai", "--bold set type --face kai -- a",
  ])
  func `options may stand anywhere`(line: String) throws {
    let (name, values, operands) = try parse(line)
    #expect(name == "set type")
    #expect(values == ["face": ["kai"], "bold": [""]])
    #expect(operands == ["a"])
  }

  @Test func `two hyphens end the options`() throws {
    #expect(try parse("set type -- --bold -x").2 == ["--bold", "-x"])
  }

  @Test func `one hyphen is an operand`() throws {
    #expect(try parse("set type -").2 == ["-"])
  }

  @Test func `a repeated option keeps every value in order`() throws {
    #expect(try parse("proof --copy 2 --copy=-1").1 == ["copy": ["2", "-1"]])
  }

  @Test(arguments: [
    ("sett type a", "There is no command \"sett\"; did you mean `bulletin set`?"),
    ("set tipe a", "`bulletin set` has no \"tipe\"; did you mean `bulletin set type`?"),
    ("set", "`bulletin set` needs one of: type."),
    ("set type a --fase kai", "`bulletin set type` has no option --fase; did you mean --face?"),
    ("set type a -b", "`bulletin set type` has no option -b; did you mean --bold?"),
    ("set type a --face", "The option --face needs a value: --face NAME."),
    ("set type a --face=", "The option --face needs a value: --face NAME."),
    ("set type a --face --bold", "The option --face needs a value: --face NAME."),
    ("set type a --bold=yes", "The option --bold takes no value."),
    ("set type a --bold --bold", "The option --bold is given twice."),
    ("set type a --form jsno", "--form is text or json, not \"jsno\"; did you mean json?"),
    ("set type", "`bulletin set type` needs TEXT ...: What to set."),
    ("set type a b c", "`bulletin set type` does not know what to do with \"c\"; it takes TEXT ...."),
    ("proof", "`bulletin proof` needs --copy N."),
    ("proof --copy 1 x", "`bulletin proof` does not know what to do with \"x\"; it takes no operands."),
    ("--verbose", "No command was given; `bulletin --help` lists them."),
  ])
  func `wrong usage says what would be right`(line: String, sentence: String) {
    #expect(throws: Failure.usage(sentence)) { try parse(line) }
  }

  @Test(arguments: ["set --help", "help set type", "set type --help", "set type a --unknown -h"])
  func `help wins over everything else`(line: String) throws {
    guard case .help(let text) = try CommandLineParser(commands: Self.commands).parse(line.split(separator: " ").map(String.init)) else {
      throw Unexpected()
    }
    #expect(text.contains("--face NAME"))
  }
}
