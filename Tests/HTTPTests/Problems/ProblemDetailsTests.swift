import JSON
import Testing

@testable import HTTP

struct ProblemDetailsTests {
  @Test func `a problem is written in the contract's order`() throws {
    let problem = ProblemDetails(
      try #require(ProblemType.named("validation")), language: .english, instance: "/v1/articles", requestID: "r1",
      errors: [.init(pointer: "/title", code: "required", detail: "a \"title\" is needed")])
    let expected = """
      {"type":"/problems/validation","title":"Validation failed","status":422,\
      "detail":"The content could be read but breaks the rules of its fields; every fault is listed.",\
      "instance":"/v1/articles","request_id":"r1",\
      "errors":[{"pointer":"/title","code":"required","detail":"a \\"title\\" is needed"}]}
      """
    #expect(String(decoding: problem.json, as: UTF8.self) == expected)
  }

  @Test func `an answer says its type, and is never stored`() {
    let response = ProblemDetails(HTTPFault.bodyTooLarge(5), language: .chinese).response(fields: [.init("Retry-After", "1")])
    #expect(response.status == 413)
    #expect(response.fields.contains(.init("Content-Type", "application/problem+json")))
    #expect(response.fields.contains(.init("Cache-Control", "no-store")))
    #expect(response.fields.last == .init("Retry-After", "1"))
  }

  @Test(arguments: ProblemType.all)
  func `every type speaks both languages and can be asked for by its name`(_ type: ProblemType) {
    #expect(ProblemType.named(type.slug) == type)
    #expect((400..<600).contains(type.status))
    #expect(type.title(.chinese) != type.title(.english) && !type.explanation(.chinese).isEmpty && !type.explanation(.english).isEmpty)
    #expect(type.slug.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") })
  }

  @Test func `the slugs are unique, and an unknown one falls back to its status`() {
    #expect(Set(ProblemType.all.map(\.slug)).count == ProblemType.all.count)
    #expect(ProblemType.named("never-heard-of", status: 412).slug == "precondition-failed")
    #expect(ProblemType.named("never-heard-of", status: 418).slug == "bad-request")
    #expect(ProblemType.named("never-heard-of", status: 599).slug == "internal")
  }

  @Test(arguments: Refused.all)
  func `every fault of the parser has a problem type of its own status`(_ request: Refused) {
    let fault = #expect(throws: HTTPFault.self) { try Feeding.whole.parse(request.bytes) }
    #expect(fault.flatMap { ProblemType.named($0.code)?.status } == request.status)
  }
}
