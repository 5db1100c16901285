import JSON

extension JSONWriter {
  /// How sure the reading of each field is, 0 to 1; fields that are not in the text are left out, a list counts as its least sure entry.
  mutating func fieldConfidence(_ fields: [(name: String, confidence: Double?)]) {
    key("field_confidence")
    object { writer in
      for (name, confidence) in fields {
        guard let confidence else { continue }
        writer.key(name)
        writer.number((confidence * 100).rounded() / 100)
      }
    }
  }
}

extension Records.Citation {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("title")
      writer.optional(title)
      writer.key("document_number")
      writer.string(documentNumber)
    }
  }
}

extension Records.Event {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("name")
      writer.string(name.value)
      writer.key("starts_on")
      writer.optional(startsOn?.value.description)
      writer.key("ends_on")
      writer.optional(endsOn?.value.description)
      writer.key("venue")
      writer.optional(venue?.value)
      writer.key("city")
      writer.optional(city?.value)
      writer.key("organisers")
      writer.strings(organisers.map(\.value))
      writer.key("confidence")
      writer.number(confidence)
      writer.fieldConfidence([
        ("name", name.confidence), ("starts_on", startsOn?.confidence), ("ends_on", endsOn?.confidence), ("venue", venue?.confidence),
        ("city", city?.confidence), ("organisers", organisers.map(\.confidence).min()),
      ])
    }
  }
}

extension Records.Award {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("name")
      writer.string(name.value)
      writer.key("recipient")
      writer.optional(recipient?.value)
      writer.key("grantor")
      writer.optional(grantor?.value)
      writer.key("awarded_on")
      writer.optional(awardedOn?.value.description)
      writer.key("year")
      writer.optional(year?.value)
      writer.key("confidence")
      writer.number(confidence)
      writer.fieldConfidence([
        ("name", name.confidence), ("recipient", recipient?.confidence), ("grantor", grantor?.confidence),
        ("awarded_on", awardedOn?.confidence), ("year", year?.confidence),
      ])
    }
  }
}

extension Records.Notice {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("category")
      writer.string(category.rawValue)
      writer.key("issuers")
      writer.strings(issuers.map(\.value))
      writer.key("document_number")
      writer.optional(documentNumber?.value)
      writeTerms(to: &writer)
      writer.key("repeals")
      writer.strings(repeals.map(\.value))
      writer.key("cites")
      writer.array { writer in cites.forEach { $0.write(to: &writer) } }
      writer.key("attachments")
      writer.strings(attachments.map(\.value))
      writer.key("contacts")
      writer.array { writer in
        for contact in contacts { contact.write(to: &writer) }
      }
      writer.key("addressee")
      writer.optional(addressee?.value)
      writer.key("signature")
      writer.optional(signature?.value)
      writer.key("confidence")
      writer.number(confidence)
      writer.fieldConfidence([
        ("issuers", issuers.map(\.confidence).min()), ("document_number", documentNumber?.confidence),
        ("issued_on", issuedOn?.confidence), ("effective_on", effectiveOn?.confidence), ("expires_on", expiresOn?.confidence),
        ("deadlines", deadlines.map(\.on.confidence).min()), ("repeals", repeals.map(\.confidence).min()),
        ("cites", cites.map(\.confidence).min()), ("attachments", attachments.map(\.confidence).min()),
        ("contacts", contacts.map(\.value.confidence).min()), ("addressee", addressee?.confidence), ("signature", signature?.confidence),
      ])
    }
  }

  private func writeTerms(to writer: inout JSONWriter) {
    writer.key("issued_on")
    writer.optional(issuedOn?.value.description)
    writer.key("effective_on")
    writer.optional(effectiveOn?.value.description)
    writer.key("expires_on")
    writer.optional(expiresOn?.value.description)
    writer.key("deadlines")
    writer.array { writer in
      for deadline in deadlines {
        writer.object { writer in
          writer.key("kind")
          writer.string(deadline.kind.rawValue)
          writer.key("on")
          writer.string(deadline.on.value.description)
        }
      }
    }
  }
}

extension Records.Contact {
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("kind")
      writer.string(kind.rawValue)
      writer.key("value")
      writer.string(value.value)
    }
  }
}
