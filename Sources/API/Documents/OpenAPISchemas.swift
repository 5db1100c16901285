import Domain
import HTTP
import JSON

/// JSON Schemas (2020-12, as OpenAPI 3.1 has them) of the records and of what the service itself says.
enum OpenAPISchemas {
  static func write(to writer: inout JSONWriter) {
    writer.key("schemas")
    writer.object { schemas in
      for schema in RecordSchema.all {
        schemas.key(name(schema.type))
        object(schema.fields, isWritten: false, to: &schemas)
        schemas.key(name(schema.type) + "Input")
        object(schema.fields.filter(\.isWritable), isWritten: true, to: &schemas)
      }
      schemas.key("Webhook")
      object(Webhook.fields, isWritten: false, to: &schemas)
      schemas.key("WebhookInput")
      object(Webhook.fields.filter(\.isWritable), isWritten: true, to: &schemas)
      for (name, text) in ServiceSchemas.all {
        schemas.key(name)
        schemas.raw(json: text.utf8)
      }
    }
  }

  static func name(_ type: RecordType) -> String { type.rawValue.prefix(1).uppercased() + type.rawValue.dropFirst() }

  /// What a route gives.
  static func write(_ gives: Route.Gives, to writer: inout JSONWriter) {
    switch gives {
    case .record(let type): writer.reference("schemas/\(name(type))")
    case .list(let type): list(name(type), to: &writer)
    case .schema(let name): writer.reference("schemas/\(name)")
    case .page, .nothing: writer.object { $0.member("type", "string") }
    }
  }

  /// What a route takes.
  static func write(_ content: Route.Content, as mediaType: String, to writer: inout JSONWriter) {
    switch content {
    case .record(let type) where mediaType == "application/json": writer.reference("schemas/\(name(type))Input")
    case .whole(let type): writer.reference("schemas/\(name(type))Input")
    case .input(let name): writer.reference("schemas/\(name)Input")
    case .patch(let type): patch(name(type), mediaType, to: &writer)
    case .change(let name): patch(name, mediaType, to: &writer)
    case .members(let names):
      writer.object {
        $0.member("type", "object")
        $0.key("properties")
        $0.object { properties in
          for name in names {
            properties.key(name)
            properties.object { $0.member("type", "string") }
          }
        }
        $0.key("additionalProperties")
        $0.boolean(false)
      }
    case .batch: writer.reference("schemas/Batch")
    case .record, .text, .media, .none: writer.object { $0.member("type", "string") }
    }
  }

  private static func patch(_ name: String, _ mediaType: String, to writer: inout JSONWriter) {
    if mediaType == "application/json-patch+json" {
      writer.reference("schemas/JSONPatch")
    } else {
      writer.object {
        $0.member("type", "object")
        $0.member("description", "A merge patch (RFC 7396) of \(name)Input: null removes a value.")
      }
    }
  }

  private static func list(_ item: String, to writer: inout JSONWriter) {
    writer.object {
      $0.member("type", "object")
      $0.key("required")
      $0.strings(["items", "next"])
      $0.key("properties")
      $0.object {
        $0.key("items")
        $0.object {
          $0.member("type", "array")
          $0.key("items")
          $0.reference("schemas/\(item)")
        }
        $0.key("next")
        $0.object {
          $0.key("type")
          $0.strings(["string", "null"])
        }
        $0.key("total")
        $0.object { $0.member("type", "integer") }
        $0.key("facets")
        $0.object { $0.member("type", "object") }
      }
    }
  }

  private static func object(_ fields: [Field], isWritten: Bool, to writer: inout JSONWriter) {
    writer.object {
      $0.member("type", "object")
      let required = fields.filter { if case .required = $0.access { true } else { false } }.map(\.name)
      if isWritten, !required.isEmpty {
        $0.key("required")
        $0.strings(required)
      }
      if isWritten {
        $0.key("additionalProperties")
        $0.boolean(false)
      }
      $0.key("properties")
      $0.object { properties in
        for field in fields {
          properties.key(field.name)
          write(field, isWritten: isWritten, to: &properties)
        }
      }
    }
  }

  private static func write(_ field: Field, isWritten: Bool, to writer: inout JSONWriter) {
    let isRequired = if case .required = field.access { true } else { false }
    writer.object {
      $0.member("description", field.meaning + (field.isStaffOnly ? " Shown with the scope read." : ""))
      if case .readOnly = field.access {
        $0.key("readOnly")
        $0.boolean(true)
      }
      members(of: field.kind, isNullable: !isRequired, isWritten: isWritten, to: &$0)
    }
  }

  /// The schema of a parameter's value.
  static func write(_ kind: Field.Kind, of parameter: QueryParameter, to writer: inout JSONWriter) {
    writer.object {
      members(of: kind.ofParameter, isNullable: false, isWritten: true, to: &$0)
      if let value = parameter.default {
        $0.key("default")
        if case .integer = kind { $0.raw(json: value.utf8) } else { $0.string(value) }
      }
    }
  }

  private static func members(of kind: Field.Kind, isNullable: Bool, isWritten: Bool, to writer: inout JSONWriter) {
    func type(_ name: String) {
      writer.key("type")
      if isNullable { writer.strings([name, "null"]) } else { writer.string(name) }
    }
    switch kind {
    case .text(let max):
      type("string")
      writer.key("maxLength")
      writer.integer(max)
    case .reference: type("string")
    case .integer(let range):
      type("integer")
      writer.key("minimum")
      writer.integer(range.lowerBound)
      if range.upperBound < .max {
        writer.key("maximum")
        writer.integer(range.upperBound)
      }
    case .number(let range):
      type("number")
      writer.key("minimum")
      writer.number(range.lowerBound)
      writer.key("maximum")
      writer.number(range.upperBound)
    case .boolean: type("boolean")
    case .date:
      type("string")
      writer.member("format", "date")
    case .time:
      type("string")
      writer.member("format", "date-time")
    case .choice(let words):
      type("string")
      writer.key("enum")
      writer.value(.array(words.map(JSONValue.string) + (isNullable ? [.null] : [])))
    case .body:
      writer.key("type")
      writer.strings(isWritten ? ["string", "object", "null"] : ["object", "null"])
      writer.key("properties")
      writer.object {
        $0.key("format")
        $0.object {
          $0.key("enum")
          $0.strings(["markdown", "html", "text"])
        }
        $0.key("text")
        $0.object { $0.member("type", "string") }
      }
    case .list(let element, let max):
      type("array")
      writer.key("maxItems")
      writer.integer(max)
      writer.key("items")
      writer.object { members(of: element, isNullable: false, isWritten: isWritten, to: &$0) }
    case .object(let fields):
      type("object")
      writer.key("properties")
      writer.object { properties in
        for field in fields {
          properties.key(field.name)
          write(field, isWritten: isWritten, to: &properties)
        }
      }
    }
  }
}

extension Field {
  /// True for what a client may send.
  var isWritable: Bool { if case .readOnly = access { false } else { true } }
}

extension Field.Kind {
  /// What stands after the question mark for a field of this kind: one value of a list, a flag as a digit or word.
  fileprivate var ofParameter: Field.Kind {
    switch self {
    case .list(let element, _): element.ofParameter
    case .boolean: .choice(["1", "0", "true", "false"])
    case .time: .text(max: 40)
    default: self
    }
  }
}
