import Foundation
import Ingest
import Typesetting

/// The record fields of an issue against gold: of each field how many values were found, were wanted, and were not wanted.
struct FieldScore {
  private struct Tally {
    var hits = 0
    var wanted = 0
    var extra = 0
  }

  private var tallies: [String: Tally] = [:]

  /// Share of right values among those wanted and those made up, by the field's name.
  var rows: [(String, Double)] {
    tallies.sorted { $0.key < $1.key }.filter { $0.value.wanted + $0.value.extra > 0 }.map { name, tally in
      (name, Double(tally.hits) / Double(tally.wanted + tally.extra))
    }
  }

  mutating func add(_ gold: GoldIssue.Item, _ fields: GoldFields, _ item: IngestReport.Item?) {
    head(gold, item)
    if let events = fields.events { self.events(events, item?.records.events ?? []) }
    if let awards = fields.awards { self.awards(awards, item?.records.awards ?? []) }
    if let policy = fields.policy { self.policy(policy, item?.records.notice) }
    if let cited = fields.documents_cited {
      let cites = item?.records.cites ?? []
      list("documents_cited", cited, (cites.isEmpty ? item?.records.notice?.cites ?? [] : cites).map(\.documentNumber))
    }
  }

  private mutating func head(_ gold: GoldIssue.Item, _ item: IngestReport.Item?) {
    one("byline", gold.byline, item?.byline ?? item?.source)
    one("author", gold.author, item.map { $0.authors.map(\.name).joined(separator: "、") })
    if gold.section_basis == "furniture" { one("section", gold.section, item?.section) }
    guard let first = gold.page_start, let last = gold.page_end else { return }
    let read = item.map { [$0.pages.first, $0.pages.last].compactMap { $0 } }
    note("pages", read.map { ([[first, last]] + (gold.page_alt ?? [])).contains($0) } ?? false)
  }

  private mutating func events(_ gold: [GoldFields.Event], _ found: [Records.Event]) {
    let required = gold.filter { $0.optional != true }
    let optional = gold.filter { $0.optional == true }.map(\.name)
    if !required.isEmpty { list("events.name", required.map(\.name), found.map(\.name.value), optional: optional) }
    for event in required {
      let match = found.first { same(event.name, $0.name.value) } ?? (required.count == 1 ? found.first : nil)
      day("events.start_date", event.start_date, match?.startsOn?.value)
      day("events.end_date", event.end_date, match?.endsOn?.value)
      one("events.venue", event.venue, match?.venue?.value)
      if let organisers = event.organisers, !organisers.isEmpty {
        list("events.organisers", organisers, (match?.organisers ?? []).map(\.value))
      }
    }
  }

  private mutating func awards(_ gold: [GoldFields.Award], _ found: [Records.Award]) {
    let required = gold.filter { $0.optional != true }
    list("awards.award", required.map(\.award), found.map(\.name.value), optional: gold.filter { $0.optional == true }.map(\.award))
    for award in required {
      let match = found.first { same(award.award, $0.name.value) }
      one("awards.recipient", award.recipient, match?.recipient?.value)
      one("awards.grantor", award.grantor, match?.grantor?.value)
      one("awards.year", award.year?.text, match?.year.map { String($0.value) })
      day("awards.date", award.date, match?.awardedOn?.value)
    }
  }

  private mutating func policy(_ gold: GoldFields.Policy, _ notice: Records.Notice?) {
    if let issuers = gold.issuers { list("policy.issuers", issuers, (notice?.issuers ?? []).map(\.value)) }
    if let number = gold.document_number {
      note("policy.document_number", notice?.documentNumber.map { bare($0.value) == bare(number) } ?? false)
    }
    day("policy.date_issued", gold.date_issued, notice?.issuedOn?.value)
    day("policy.effective_date", gold.effective_date, notice?.effectiveOn?.value)
    day("policy.expiry", gold.expiry, notice?.expiresOn?.value)
    day("policy.application_deadline", gold.application_deadline, notice?.deadlines.first?.on.value)
    if let repeals = gold.repeals { list("policy.repeals", repeals, (notice?.repeals ?? []).map(\.value)) }
    if let attachments = gold.attachments { list("policy.attachments", attachments, (notice?.attachments ?? []).map(\.value)) }
    if let cited = gold.documents_cited { list("policy.documents_cited", cited, (notice?.cites ?? []).map(\.documentNumber)) }
    for (kind, wanted) in gold.contacts ?? [:] {
      let found = (notice?.contacts ?? []).filter { Self.names($0.kind) == kind }.map(\.value.value)
      switch wanted {
      case .one(let value): one("policy.contacts", value, found.first)
      case .several(let values): list("policy.contacts", values, found)
      }
    }
  }

  /// What the gold calls a kind of contact.
  private static func names(_ kind: Records.Contact.Kind) -> String {
    switch kind {
    case .phone, .mobile, .fax: "phones"
    case .email: "emails"
    case .person, .qq, .address, .postcode: kind.rawValue
    }
  }

  // MARK: Counting

  private mutating func note(_ name: String, _ isHit: Bool) {
    tallies[name, default: Tally()].wanted += 1
    if isHit { tallies[name, default: Tally()].hits += 1 }
  }

  private mutating func one(_ name: String, _ gold: String?, _ found: String?) {
    guard let gold, !gold.isEmpty else { return }
    note(name, found.map { !$0.isEmpty && same(gold, $0) } ?? false)
  }

  private mutating func day(_ name: String, _ gold: String?, _ found: Day?) {
    guard let gold else { return }
    note(name, found?.description == gold)
  }

  private mutating func list(_ name: String, _ gold: [String], _ found: [String], optional: [String] = []) {
    var left = found
    for value in gold {
      let at = left.firstIndex { same(value, $0) }
      note(name, at != nil)
      if let at { left.remove(at: at) }
    }
    tallies[name, default: Tally()].extra += left.count { value in !optional.contains { same(value, $0) } }
  }

  /// Letters and digits alone, in lower case.
  private func bare(_ text: String) -> [UInt32] {
    Letters.of(text).compactMap { Unicode.Scalar($0) }.filter {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "%"
    }
    .flatMap { String($0).lowercased().unicodeScalars.map(\.value) }
  }

  /// One text holds the other and is not much longer.
  private func same(_ a: String, _ b: String) -> Bool {
    let (a, b) = (bare(a), bare(b))
    guard !a.isEmpty, !b.isEmpty else { return a == b }
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    return !Letters.find(short, in: long).isEmpty && Double(short.count) >= Self.leastShare * Double(long.count)
  }

  private static let leastShare = 0.6
}
