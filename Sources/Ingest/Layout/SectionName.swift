/// Names that journals give their sections; a lone short head is taken for one at once if it ends so.
enum SectionName {
  private static let endings = [
    "活动", "活動", "传递", "傳遞", "动态", "動態", "园地", "園地", "论坛", "論壇", "天地", "要闻", "要聞", "新闻", "新聞", "资讯", "資訊", "信息", "之窗", "专栏", "專欄", "专版",
    "專版", "专题", "專題",
    "综合", "綜合", "国际", "國際", "国内", "國內", "体育", "文化", "经济", "經濟", "副刊", "政策", "法规", "法規", "广角", "廣角", "视点", "視點", "快讯", "快訊", "交流", "技术",
    "技術", "评论", "評論",
    "文摘", "之声", "风采", "之家", "公告", "通知", "公报", "公報", "文件", "批复", "答复", "来信", "特写", "观察", "觀察", "研究", "园區", "社会", "社會", "教育", "科技", "生活",
    "财经", "財經",
  ]

  static func isUsual(_ text: [Unicode.Scalar]) -> Bool {
    let name = String(scalars: text.filter { !$0.isSpace })
    return name.unicodeScalars.count <= 8 && endings.contains { name.hasSuffix($0) }
  }
}
