import Ingest

/// A line on its way through the press, with what the gold must know of it.
package struct SetLine: Sendable {
  package enum Role: Sendable, Equatable {
    case title, author, body, byline, jumpOn
    case furniture
  }

  package var text: String
  package var story: Int
  /// Place in the story's reading order; the title's lines come first.
  package var place: Int
  package var role: Role
  package var paragraph = 0
  package var startsParagraph = false
  package var isHyphenated = false
  package var inlineByline: String?
  package var jump: String?
  package var jumpsFrom = false
  package var softBreak = false
  /// The line opens a frame of the file.
  package var opensFrame = false
}

/// A page as it fell out of the press: frames in the order of the file.
package struct BrokenPage: Sendable {
  package var number: Int
  package var lines: [SetLine]
}

/// An issue with all that went wrong with it, and the truth.
package struct BrokenIssue: Sendable {
  package var dialect: Dialect
  package var stories: [Copy]
  package var pages: [BrokenPage]
  /// Stories' places after which a frame was lost.
  package var lostAfter: [Int: Set<Int>]
}

/// Sets stories into pages and then breaks them as an extraction does.
package struct Press {
  private let dialect: Dialect
  private var dice: Dice
  private var lost: [Int: Set<Int>] = [:]
  private var places: [Int: Int] = [:]
  private let column: Int

  /// A run of lines of one story in one column.
  private struct Frame {
    var lines: [SetLine]
    var isTitle = false
  }

  package init(_ dialect: Dialect, dice: Dice) {
    self.dialect = dialect
    self.dice = dice
    var dice = dice
    column = dice.number(dialect.widths)
  }

  /// A story that is being set.
  private struct Running {
    var story: Int
    var compositor: Compositor
    var titleIsSet = false
    var jumpedFrom: Int?
    var paragraphOpen = false
  }

  /// Sets all of `stories`, in their order, and breaks the pages.
  package static func run(_ stories: [Copy], dialect: Dialect, seed: UInt64) -> BrokenIssue {
    var dice = Dice(seed: seed)
    var press = Press(dialect, dice: Dice(seed: dice.next()))
    return press.set(stories)
  }

  private mutating func set(_ stories: [Copy]) -> BrokenIssue {
    var waiting = stories.indices.map {
      Running(story: $0, compositor: Compositor(stories[$0], indent: dialect.indent, script: dialect.script))
    }
    var pages: [BrokenPage] = []
    var number = dice.number(2...5)
    while !waiting.isEmpty {
      let spread = dice.falls(dialect.spreads)
      var broken: [SetLine] = []
      for _ in 0..<(spread ? 2 : 1) where !waiting.isEmpty {
        broken += page(&waiting, stories: stories, number: number)
        number += 1
      }
      pages.append(BrokenPage(number: number - 1, lines: broken))
    }
    return BrokenIssue(dialect: dialect, stories: stories, pages: pages, lostAfter: lost)
  }

  private mutating func page(_ waiting: inout [Running], stories: [Copy], number: Int) -> [SetLine] {
    var room = dice.number(dialect.heights)
    var blocks: [[Frame]] = []
    var kept: [Running] = []
    var queue = waiting[...]
    while room > 4, var running = queue.popFirst() {
      // A story that jumped is not gone on with on the page it left.
      if running.jumpedFrom == number {
        kept.append(running)
        continue
      }
      var frames: [Frame] = []
      let width = Double(column + (dice.falls(0.15) ? dice.pick([-2, -1, 1]) : 0))
      if !running.titleIsSet { frames.append(title(&running, stories[running.story])); room -= frames[0].lines.count }
      let jumped = running.jumpedFrom.map { from in jumpMark(from, on: false) }
      running.jumpedFrom = nil
      let jumps = !running.compositor.isDone && dice.falls(dialect.jump) && room > 12
      let height = jumps ? dice.number(5...max(6, room / 2)) : room
      var text = columns(&running, stories[running.story], width: width, height: max(2, height), opening: jumped)
      let used = text.map(\.lines.count).max() ?? 0
      room -= used + 1
      if !running.compositor.isDone {
        if jumps, let last = text.indices.last, !text[last].lines.isEmpty {
          let target = number + dice.number(1...2)
          leave(&text[last], to: target, story: running.story)
          running.jumpedFrom = number
        }
        kept.append(running)
      } else {
        finish(&text, stories[running.story], story: running.story)
      }
      blocks.append(frames + text.filter { !$0.lines.isEmpty })
      if !running.compositor.isDone, !jumps { break }
    }
    waiting = kept + queue
    return shuffle(blocks)
  }

  private mutating func nextPlace(_ story: Int) -> Int {
    places[story, default: -1] += 1
    return places[story] ?? 0
  }

  private mutating func title(_ running: inout Running, _ copy: Copy) -> Frame {
    running.titleIsSet = true
    var frame = Frame(lines: [], isTitle: true)
    let width = titleMeasure()
    for text in [copy.title, copy.subtitle ?? ""] where !text.isEmpty {
      var compositor = Compositor(Copy(title: "", paragraphs: [.init(text, isHeading: true)]), indent: 0, script: dialect.script)
      while let line = compositor.line(width: width) {
        var set = SetLine(text: line.text, story: running.story, place: nextPlace(running.story), role: .title)
        set.softBreak = !frame.lines.isEmpty
        set.isHyphenated = line.isHyphenated
        frame.lines.append(set)
      }
    }
    if let author = copy.author {
      frame.lines.append(SetLine(text: author, story: running.story, place: nextPlace(running.story), role: .author))
    }
    return frame
  }

  /// A title is set over one column or several, in letters larger than the text's or not: it holds more ems of text than a line, or fewer.
  private mutating func titleMeasure() -> Double {
    let spans = dice.falls(0.4) ? dice.number(1...dialect.columns) : 1
    let size = dice.falls(0.5) ? 1 : Double.random(in: 1...1.6, using: &dice)
    return max(7, Double(column * spans) / size)
  }

  /// Sets a story into the page's columns, balanced if it ends on the page.
  private mutating func columns(_ running: inout Running, _ copy: Copy, width: Double, height: Int, opening: String?) -> [Frame] {
    var probe = running.compositor
    var left = 0
    while probe.line(width: width) != nil { left += 1 }
    let balanced = (left + dialect.columns - 1) / dialect.columns
    let tall = min(height, max(1, balanced + (dice.falls(0.3) ? dice.number(0...3) : 0)))
    var frames: [Frame] = []
    var mark = opening
    for _ in 0..<dialect.columns where !running.compositor.isDone {
      var frame = Frame(lines: [])
      let picture = dice.falls(dialect.picture) && tall > 6
      let narrow = picture ? dice.number(3...min(12, tall - 2)) : 0
      let atTop = dice.falls(0.5)
      let less = Double(dice.number(5...max(6, column / 2)))
      let count = picture ? tall + narrow / 3 : tall
      for at in 0..<count {
        let isNarrow = picture && (atTop ? at < narrow : at >= count - narrow)
        guard let line = running.compositor.line(width: max(7, isNarrow ? width - less : width)) else { break }
        var set = body(line, running: &running, copy: copy)
        if let jump = mark {
          set.text = jump + set.text
          set.jump = jump
          set.jumpsFrom = true
          mark = nil
        }
        frame.lines.append(set)
      }
      if picture, dice.falls(0.5), narrow < frame.lines.count, atTop {
        // The part beside the picture is a frame of its own.
        frames.append(Frame(lines: Array(frame.lines[..<narrow])))
        frame.lines.removeFirst(narrow)
      }
      frames.append(frame)
    }
    return frames
  }

  private mutating func body(_ line: Compositor.Line, running: inout Running, copy: Copy) -> SetLine {
    let source = copy.paragraphs[line.paragraph]
    var set = SetLine(text: line.text, story: running.story, place: nextPlace(running.story), role: .body, paragraph: line.paragraph)
    set.startsParagraph = !running.paragraphOpen
    running.paragraphOpen = !line.endsParagraph
    set.isHyphenated = line.isHyphenated
    if source.isSignature { set.text = String(repeating: "\t", count: dice.number(8...26)) + set.text }
    return set
  }

  private mutating func jumpMark(_ page: Int, on: Bool) -> String {
    let gap = dice.falls(0.3) ? " " : ""
    switch dialect.script {
    case .english: return on ? "(continued on page \(page))" : "(continued from page \(page))"
    case .traditional: return on ? "（下轉第\(page)頁）" : "（上接第\(page)頁）"
    case .simplified: return on ? "（下转第\(gap)\(page)\(gap)页）" : "（上接第\(gap)\(page)\(gap)页）"
    }
  }

  /// Ends a frame with the mark that sends the reader to another page, on its last line or a line of its own.
  private mutating func leave(_ frame: inout Frame, to page: Int, story: Int) {
    let mark = jumpMark(page, on: true)
    if dice.falls(0.5), let last = frame.lines.indices.last {
      frame.lines[last].text += (dialect.script == .english ? " " : "") + mark
      frame.lines[last].jump = mark
    } else {
      var line = SetLine(
        text: String(repeating: "\t", count: dice.number(4...20)) + mark, story: story, place: nextPlace(story), role: .jumpOn)
      line.jump = mark
      frame.lines.append(line)
    }
  }

  /// Sets the byline after the story's last line or below it.
  private mutating func finish(_ frames: inout [Frame], _ copy: Copy, story: Int) {
    guard let byline = copy.byline, let frame = frames.lastIndex(where: { !$0.lines.isEmpty }) else { return }
    let tabs = String(repeating: "\t", count: dice.number(8...24))
    let last = frames[frame].lines.count - 1
    if dice.falls(0.5), Compositor.width(frames[frame].lines[last].text) < Double(column) * 0.6 {
      frames[frame].lines[last].text += tabs + byline
      frames[frame].lines[last].inlineByline = byline
    } else {
      frames[frame].lines.append(SetLine(text: tabs + byline, story: story, place: nextPlace(story), role: .byline))
    }
  }

  /// The frames of a page in the order of the file.
  private mutating func shuffle(_ blocks: [[Frame]]) -> [SetLine] {
    var out: [[Frame]] = blocks.map { mixColumns($0) }
    if out.count > 1, dice.falls(dialect.interleave) {
      let from = dice.number(0...(out.count - 1))
      if out[from].count > 1 {
        let moved = out[from].remove(at: dice.number(0...(out[from].count - 1)))
        let to = dice.number(0...(out.count - 1))
        out[to].insert(moved, at: dice.number(0...out[to].count))
      }
    }
    if out.count > 1, dice.falls(0.12) { out.swapAt(0, dice.number(1...(out.count - 1))) }
    var frames = out.flatMap { $0 }
    if dice.falls(dialect.tornPiece), let at = frames.indices.filter({ frames[$0].lines.count > 6 }).randomElement(using: &dice) {
      let cut = dice.number(1...(frames[at].lines.count - 1))
      let piece = Frame(lines: Array(frames[at].lines[cut...]))
      frames[at].lines.removeSubrange(cut...)
      frames.insert(piece, at: dice.number(0...frames.count))
    }
    return frames.flatMap { frame in
      frame.lines.enumerated().map { index, line in
        var line = line
        line.opensFrame = index == 0
        return line
      }
    }
  }

  private mutating func mixColumns(_ block: [Frame]) -> [Frame] {
    var frames = block
    if dice.falls(dialect.lost), let at = frames.indices.filter({ !frames[$0].isTitle }).randomElement(using: &dice), frames.count > 2 {
      let gone = frames.remove(at: at)
      if let first = gone.lines.first { lost[first.story, default: []].insert(first.place - 1) }
    }
    let text = frames.indices.filter { !frames[$0].isTitle }
    if text.count > 1, dice.falls(dialect.swap) {
      let at = dice.number(0...(text.count - 2))
      if dice.falls(0.85) {
        frames.swapAt(text[at], text[at + 1])
      } else {
        let moved = frames.remove(at: text[at])
        frames.insert(moved, at: dice.number(0...frames.count))
      }
    }
    if let title = frames.firstIndex(where: \.isTitle), frames.count > 1, dice.falls(dialect.strayTitle) {
      let moved = frames.remove(at: title)
      let to = dice.number(0...(frames.count - 1))
      if dice.falls(0.5), frames[to].lines.count > 4 {
        let cut = dice.number(1...(frames[to].lines.count - 1))
        let rest = Frame(lines: Array(frames[to].lines[cut...]))
        frames[to].lines.removeSubrange(cut...)
        frames.insert(contentsOf: [moved, rest], at: to + 1)
      } else {
        frames.insert(moved, at: to + 1)
      }
    }
    return frames
  }
}
