/** What a file may be a list of, and pasting one. */
export const lists = {
  kind: "这是什么表",
  kindHint: "已按列名自动判断，不对可以改。",
  content: "内容",
  kindOf: {
    orders: "订单",
    customers: "客户",
    goods: "商品",
    stock: "库存",
    commission: "佣金规则",
    communities: "社群",
    members: "群成员",
  },
  see: {
    orders: "看订单",
    customers: "看客户",
    goods: "看商品",
    communities: "看社群",
  },
  paste: "粘贴文字",
  pasteTitle: "粘贴表格或接龙",
  pasteHint:
    "从 Excel、微信里复制后直接粘贴：带表头的表格，或者整段“#接龙”都可以。先看列对不对，再决定导不导。",
  pasteExample:
    "#接龙\n山东红富士苹果 5斤装 39.9元/份\n团长：王姐 自提点：幸福里东门\n\n1. 小李妈 2份 周六自提\n2. 张姐 1份",
  pasteGo: "识别",
  pasteCancel: "不贴了",
  pastedName: "粘贴的内容",
  pack_one: "这个文件里有 {{count}} 份表格",
  pack_other: "这个文件里有 {{count}} 份表格",
  packNext: "每份单独导入，请在下面逐个打开，看看列再开始。",
  left: "没有读的：",
} as const;
