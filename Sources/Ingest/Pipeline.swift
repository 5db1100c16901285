/// The stages in order, nothing else: bytes -> text -> pages -> reading order -> items -> paragraphs -> fields -> report.
package enum Ingest {
  /// Reads one issue. Throws only for input that is no text.
  package static func read(bytes: [UInt8], parameters: IngestParameters = IngestParameters()) throws(IngestError) -> IngestReport {
    read(try TextDecoder.decode(bytes), parameters: parameters)
  }

  package static func read(_ source: SourceText, parameters: IngestParameters = IngestParameters()) -> IngestReport {
    read(source, parameters: parameters) { ReadingOrder.read(pages: $0, parameters: parameters.order) }
  }

  /// With a reading order from elsewhere: what evaluation and tests of the later stages need.
  package static func read(_ source: SourceText, parameters: IngestParameters, ordering: ([Page]) -> ReadingOrder) -> IngestReport {
    var layout = PageLayout.read(source, parameters: parameters.furniture)
    if let issue = parameters.issue { layout.facts.fill(from: issue) }
    let order = ordering(layout.pages)
    let ordered = GalleyReader(parameters: parameters.items).read(pages: layout.pages, sequence: order.sequence, source: source)
    let first = Setting(galley: ordered, parameters: parameters.paragraphs)
    let stray = StrayTitles(galley: ordered, fit: first.fit, parameters: parameters.items)
    let rehomed = stray.rehomed()
    let galley = rehomed ?? ordered
    // Where no title moves, what was found out for the search holds for the cut.
    let setting = rehomed.map { Setting(galley: $0, parameters: parameters.paragraphs) } ?? first
    let finder = rehomed.map { TitleFinder(galley: $0, fit: setting.fit, parameters: parameters.items) } ?? stray.finder
    let titles = rehomed == nil ? stray.titled : finder.find()
    let slips = ItemCutter(galley: galley, finder: finder, found: titles, parameters: parameters.items).cut()
    let jumps = JumpPairs(galley: galley, pages: layout.pages)
    let maker = ItemMaker(galley: galley, layout: layout, order: order, setting: setting, jumps: jumps, parameters: parameters)
    return ReportMaker(source: source, layout: layout, galley: galley).report(slips.map(maker.item))
  }
}
