import HTTP

/// A page for people: plain HTML without script, its style in the page and named in the policy.
enum Page {
  static let mediaType = "text/html; charset=utf-8"

  private static let style = """
    body{font:16px/1.6 system-ui,"Noto Sans CJK SC",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
    h1,h2{line-height:1.25}h2{margin-top:2em}table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;\
    padding:.3em .6em;border-bottom:1px solid #ddd}code,pre{font:14px/1.5 ui-monospace,monospace;background:#f4f4f4}pre{padding:.8em;\
    overflow:auto}a{color:#0b5394}.note{color:#555}
    """

  /// What every page carries: no script, nothing from elsewhere, and no address given away.
  static let fields = [
    Response.Field(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'sha256-\(ContentDigest.base64(of: style))'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'"),
    Response.Field("Referrer-Policy", "no-referrer"),
  ]

  static func html(_ title: String, _ language: Language, _ body: String) -> [UInt8] {
    Array(
      """
      <!doctype html>
      <html lang="\(language.rawValue)">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>\(escape(title))</title><style>\(style)</style></head>
      <body>
      \(body)
      </body>
      </html>

      """.utf8)
  }

  /// Text as it may stand in an element or a quoted attribute.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
