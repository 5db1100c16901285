/// A story as its author hands it in.
package struct Copy: Sendable {
  package struct Paragraph: Sendable {
    package var text: String
    /// A heading or signature stands without an indent and is never filled to the edge.
    package var isHeading = false
    package var isSignature = false

    package init(_ text: String, isHeading: Bool = false, isSignature: Bool = false) {
      self.text = text
      self.isHeading = isHeading
      self.isSignature = isSignature
    }
  }

  package var title: String
  /// A line under the title in smaller letters.
  package var subtitle: String?
  /// The line that names who wrote, as printed.
  package var author: String?
  package var paragraphs: [Paragraph]
  package var byline: String?
  package var kind: String

  package init(title: String, paragraphs: [Paragraph], byline: String? = nil, kind: String = "article") {
    self.title = title
    self.paragraphs = paragraphs
    self.byline = byline
    self.kind = kind
  }
}
