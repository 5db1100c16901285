import JSON

extension IngestReport {
  /// The report as `ingest --dry-run --format json` prints it: one JSON object, UTF-8.
  package var json: [UInt8] {
    var writer = JSONWriter(reserving: 1 << 18)
    writer.object { writer in
      writer.key("issue")
      write(facts, to: &writer)
      writer.key("items")
      writer.array { writer in items.forEach { $0.write(to: &writer) } }
      writer.key("furniture")
      writer.array { writer in furniture.forEach { $0.write(to: &writer) } }
      writer.key("unplaced")
      writer.array { writer in
        for line in unplaced {
          writer.object { writer in
            writer.key("line")
            writer.integer(line.line)
            writer.key("text")
            writer.string(line.text)
          }
        }
      }
      writer.key("coverage")
      writer.number(coverage)
      writer.key("warnings")
      writer.array { writer in warnings.forEach { $0.write(to: &writer) } }
    }
    return writer.bytes
  }

  private func write(_ facts: IssueFacts, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("journal")
      writer.optional(facts.journal)
      writer.key("label")
      writer.optional(facts.label)
      writer.key("year")
      writer.optional(facts.year)
      writer.key("number")
      writer.optional(facts.number)
      writer.key("total")
      writer.optional(facts.total)
      writer.key("first_page")
      writer.optional(facts.firstPage)
      writer.key("last_page")
      writer.optional(facts.lastPage)
    }
  }
}

extension Furniture {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("line")
      writer.integer(line)
      writer.key("text")
      writer.string(text)
      writer.key("role")
      writer.string(role.rawValue)
    }
  }
}

extension IngestReport.Warning {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("code")
      writer.string(code)
      writer.key("line")
      writer.optional(line == 0 ? nil : line)
      writer.key("detail")
      writer.string(detail)
    }
  }
}

extension IngestReport.Item {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writeHead(to: &writer)
      writer.key("paragraphs")
      writer.strings(paragraphs.map(\.text))
      writer.key("body")
      writer.object { writer in
        writer.key("format")
        writer.string("markdown")
        writer.key("text")
        writer.string(body)
      }
      writer.key("events")
      writer.array { writer in records.events.forEach { $0.write(to: &writer) } }
      writer.key("awards")
      writer.array { writer in records.awards.forEach { $0.write(to: &writer) } }
      writer.key("notice")
      if let notice = records.notice { notice.write(to: &writer) } else { writer.null() }
      writer.key("confidence")
      writer.number((confidence * 100).rounded() / 100)
      writer.fieldConfidence(fieldConfidence.map { ($0.name.rawValue, $0.confidence) })
      writer.key("warnings")
      writer.array { writer in warnings.forEach { $0.write(to: &writer) } }
    }
  }

  private func writeHead(to writer: inout JSONWriter) {
    writer.key("type")
    writer.string(records.kind.value.type)
    writer.key("kind")
    writer.optional(records.kind.value.articleKind)
    writer.key("title")
    writer.string(title)
    writer.key("subtitle")
    writer.optional(subtitle)
    writer.key("kicker")
    writer.optional(kicker)
    writer.key("section")
    writer.optional(section)
    writer.key("byline")
    writer.optional(byline)
    writer.key("source")
    writer.optional(source)
    writer.key("authors")
    writer.array { writer in authors.forEach { $0.write(to: &writer) } }
    writer.key("cites")
    writer.array { writer in records.cites.forEach { $0.write(to: &writer) } }
    writer.key("pages")
    writer.array { writer in pages.forEach { writer.integer($0) } }
    writer.key("lines")
    writer.array { writer in
      for range in lines {
        writer.array { writer in
          writer.integer(range.lowerBound)
          writer.integer(range.upperBound)
        }
      }
    }
  }
}

extension Story.Author {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.key("name")
      writer.string(name)
      writer.key("affiliation")
      writer.optional(affiliation)
    }
  }
}
