import Testing

@testable import Ingest

@Suite struct OrderNetTests {
  /// Three lines of one column and one of another.
  private let galley = Galley(
    pages: [
      Page(
        lines: ["渔港扩建工程昨天正式开工建设，", "预计两年半以后全部建成投入使", "用，届时可以停靠三百条大渔船，", "老灯塔换上了", "新的灯具，照", "得更远也更省", "电，渔民都说"]
          .enumerated().map { SourceLine(number: $0 + 1, text: $1) })
    ], language: .shipped)

  private func place(_ name: String) -> Int { JointNet.Input.names.firstIndex(of: name) ?? -1 }

  /// Nothing but the hidden units speaks.
  private func scorer(_ net: JointNet) -> JointScorer {
    var parameters = OrderParameters(data: [])
    parameters.net = net
    return JointScorer(galley: galley, parameters: parameters)
  }

  @Test func `a unit says nothing until it is stirred enough`() {
    var net = JointNet()
    net.inputs[place("tail:one")][0] = -0.5
    net.inputs[place("sameColumn")][0] = 1
    net.out[0] = 4
    #expect(scorer(net).score(0, 1) == 2)
    #expect(scorer(net).score(1, 4) == 0)
  }

  @Test func `a unit hears the line before a joint and the line after it apart`() {
    var net = JointNet()
    net.inputs[place("tail.\(galley.facts[1].tail)")][3] = 1
    net.inputs[place("head.\(galley.facts[2].head)")][3] = 1
    net.inputs[place("tail:one")][3] = -1
    net.out[3] = 1
    #expect(galley.facts[0].tail != galley.facts[1].tail)
    #expect(scorer(net).score(1, 2) == 1)
    #expect(scorer(net).score(0, 2) == 0)
  }

  @Test func `what the features of a joint add comes to its score`() {
    var net = JointNet()
    for (n, place) in (JointNet.Input.language..<JointNet.Input.count).enumerated() {
      for unit in net.out.indices { net.inputs[place][unit] = Float((n * 7 + unit * 3) % 11) / 10 - 0.5 }
    }
    for unit in net.out.indices { net.out[unit] = Float(unit % 5) - 2 }
    var parameters = OrderParameters.shipped
    parameters.net = net
    let scorer = JointScorer(galley: galley, parameters: parameters)
    for (a, b) in [(0, 1), (1, 4), (5, 2)] {
      #expect(abs(scorer.parts(a, b).reduce(0) { $0 + $1.nats } - scorer.score(a, b)) < 1e-4)
    }
  }

  @Test func `a data file gives back the units that were written`() {
    var net = JointNet()
    for place in net.inputs.indices {
      for unit in net.out.indices { net.inputs[place][unit] = Float(place - unit) / 8 }
    }
    net.out = JointNet.Units(repeating: -1.5)
    #expect(JointNet(net.text) == net)
    #expect(OrderParameters(data: "leap 1\n\(net.text)".utf8).net == net)
  }

  @Test func `every input has a name of its own`() {
    #expect(Set(JointNet.Input.names).count == JointNet.Input.count)
    #expect(JointNet.Input.ofFeature.allSatisfy { $0 < JointNet.Input.count })
  }

  @Test func `the shipped units are read`() { #expect(OrderParameters.shipped.net != JointNet()) }
}
