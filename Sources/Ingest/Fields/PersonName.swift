/// Names of persons as they stand beside their posts: 董事长林一舟, 林一舟董事长, 林一舟先生.
enum PersonName {
  /// The person with which a range ends, title before or after; nil where no post or surname vouches for it.
  static func ending(_ text: [UInt32], _ range: Range<Int>) -> Range<Int>? {
    if let n = posts.match(text, endingAt: range.upperBound, from: range.lowerBound) {
      let end = range.upperBound - n
      return bare(text, range.lowerBound..<end) ?? afterBody(text, range.lowerBound..<end)
    }
    for length in [3, 2, 4] where range.count > length {
      let start = range.upperBound - length
      guard isName(text, start..<range.upperBound), posts.match(text, endingAt: start, from: range.lowerBound) != nil else { continue }
      return start..<range.upperBound
    }
    return nil
  }

  /// 江城大学林一舟: the name that follows an organisation's.
  private static func afterBody(_ text: [UInt32], _ range: Range<Int>) -> Range<Int>? {
    for length in [3, 2] where range.count > length + 2 {
      let start = range.upperBound - length
      if isName(text, start..<range.upperBound), OrganisationNames.isName(text, range.lowerBound..<start) {
        return start..<range.upperBound
      }
    }
    return nil
  }

  /// A name of two to four characters that is all of a range, or the part of it after a post: 副总经理林一舟.
  static func bare(_ text: [UInt32], _ range: Range<Int>) -> Range<Int>? {
    if (2...4).contains(range.count), isName(text, range) { return range }
    guard let post = posts.last(in: text, range) else { return nil }
    let rest = post.upperBound..<range.upperBound
    return (2...4).contains(rest.count) && isName(text, rest) ? rest : nil
  }

  /// Chinese characters that begin with a common surname; two characters of it for a double surname.
  static func isName(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    guard (2...4).contains(range.count), text[range].allSatisfy(\.isHan), notNames.first(in: text, range) == nil else { return false }
    if range.count > 2, doubleSurnames.match(text, at: range.lowerBound, before: range.upperBound) != nil { return true }
    return range.count < 4 && surnames.contains(text[range.lowerBound])
  }

  static let posts = Lexicon(
    """
    董事 监事 常委 董事长 总经理 副总经理 会长 副会长 理事长 秘书长 院长 副院长 校长 副校长 主任 副主任 经理 总裁 副总裁 书记 副书记 教授 副教授 工程师 高级工程师 技师 大师 局长 副局长
    部长 副部长 市长 副市长 省长 副省长 主席 副主席 先生 女士 同志 厂长 总监 研究员 院士 老师 选手 员工 职工 博士 处长 科长 所长 站长 总工程师 总工 代表 委员 记者 医生
    护士 警官 队长 班长 组长 学生 同学 教师 专家 劳模 创始人 负责人 联系人 主编 总编 馆长 团长 技术员 工人 师傅 党员
    """)

  private static let notNames = Lexicon("公司 大会 会议 协会 集团 单位 企业 项目 产品 全体 各位 部门 中心 时代 全国 全市 全省 参会 与会 首席 高级 特级 先进 优秀 年度 团队 集体 荣获 获得")
  private static let doubleSurnames = Lexicon("欧阳 上官 司马 诸葛 司徒 皇甫 尉迟 公孙 慕容 夏侯 令狐 东方 端木")
  private static let surnames: Set<UInt32> = Set(
    """
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷
    钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单
    包司柏宁柯阮桂闵解强柴华车冉房边吉饶阚瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗
    """.unicodeScalars.map { Fold.scalar($0.value) })
}
