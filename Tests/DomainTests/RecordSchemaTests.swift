import Domain
import Testing

@Suite struct RecordSchemaTests {
  @Test(arguments: RecordSchema.all) func `a table names each member once, identity first and staff members last`(_ schema: RecordSchema) {
    let names = schema.fields.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.prefix(3) == ["id", "type", "slug"])
    let firstOfStaff = schema.fields.firstIndex(where: \.isStaffOnly) ?? schema.fields.endIndex
    let onlyStaff = schema.fields[firstOfStaff...].filter { !$0.isStaffOnly }
    #expect(onlyStaff.isEmpty)
    #expect(schema.field(schema.titleField) != nil)
  }

  @Test func `a schema is found by its type`() {
    for type in RecordType.allCases { #expect(RecordSchema.of(type).type == type) }
  }

  @Test(arguments: [
    ("titel", "title"), ("pubished_at", "published_at"), ("ORGANISATION", "organisations"), ("xyzzy", nil), ("", nil),
  ])
  func `the nearest name is offered for a mistyped one`(_ typed: String, _ meant: String?) {
    #expect(NearestName.of(typed, among: RecordSchema.article.fields.map(\.name)) == meant)
  }
}
