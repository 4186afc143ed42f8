import { anyOf, DENIED, type Rule } from "./rule.ts";
import { sounding } from "./sounds.ts";

const why = {
  zh: "绝对化的说法没有办法证明，容易误导客户，也会被平台处罚。",
  en: "An absolute claim cannot be proved; it misleads customers and platforms punish it.",
};
const absolute = (
  id: string,
  find: string,
  [spare, rewrite]: readonly [spare: string | null, rewrite: Rule["rewrite"] | string],
): Rule => ({
  id,
  family: "absolute",
  find: new RegExp(find, "gu"),
  spare: new RegExp(spare === null ? DENIED : `${DENIED}|${spare}`, "u"),
  why,
  rewrite: typeof rewrite === "string" ? () => rewrite : rewrite,
});

const FIELD = anyOf(`
  全网 全国 全球 全世界 世界 宇宙 全宇宙 银河系 全城 全市 全省 全行业 行业 业内 业界 史上 有史以来 国内 市面上 市场上 同行 中国 亚洲 全亚洲 同类 地球
`);
/** After a character that sounds like 最, only these words leave no innocent reading (嘴甜, 醉酒). */
const TELLING = anyOf(`
  佳 嘉 低价 便宜 优惠 优质 划算 强大 高级 先进 顶级 棒 实惠 权威 受欢迎 畅销 安全 有效 好吃 好用 好喝 好看 好的 低 牛 美的
`);
const SOFT_ADJECTIVES = anyOf(`
  受欢迎 有效 先进 高级 高端 高档 优质 优秀 优惠 便宜 划算 实惠 省钱 安全 健康 专业 权威 正宗 地道 纯正 新鲜 好吃 好用 好看
  好喝 好穿 好闻 好玩 好听 柔软 舒服 舒适 漂亮 时尚 潮流 流行 火爆 热门 热卖 畅销 靠谱 放心 贴心 用心 耐用 结实 齐全 全面 丰富
  强大 厉害 给力 值得 适合 天然 营养 美味 香甜 超值 奢华 豪华 尊贵 顶级 完美 理想 聪明 低调 良心 干净 环保 轻薄 保暖 透气 清爽
`);

/** Two characters each; the term may end after the first, so a bracket may stand between. */
const HARMLESS_WORDS =
  "拿手 擅长 起码 喜欢 担心 希望 期待 关心 讨厌 难忘 感动 开心 高兴 难过 重要 主要 需要 中间 靠 可惜 遗憾 头疼 容易 普通 基本 原始 熟悉 亲爱 后悔 舍不得 放不下 惦记 简单"
    .split(" ")
    .map((word) => `${word.slice(0, 1)}>?${word.slice(1)}`)
    .join("|");

/** 最 that only puts things in order, measures them, gives a tip or speaks of people. */
const HARMLESS_MOST = `<最+(?:${[
  "[近后终初末迟晚早多少爱怕想缺外里内上下左右前底不坏糟贵烦忙累远深浅亏]",
  HARMLESS_WORDS,
  "常|先>?(?!进)",
  "新>?(?!>?(?:科技|技术|工艺|研发|研究|成果|科研|发明))",
  "[冷热]>?(?:的?(?:天|时候|几天|那|月份|季))",
  "快>?(?:\\d|[一二三两半明次当今隔也后])",
  "[长短]>?(?:\\d|[一二三两半可不保能期])",
  "高>?(?:气温|温|可|能|领|减|返|赠|送|\\d|[一二三]|法|海拔|水位|限|在)",
  "低>?(?:气温|温|起|消费|不|\\d|[一二三]|要求|限度|库存|海拔|工资|在)",
  "大>?(?:到|号|码|尺码|承重|容量|\\d|限度|可|能|直径|载重|的(?:愿望|心愿|那|号|感受|不同|区别)|功率|程度|的?区别)",
  "小>?(?:包装|起订|号|码|尺码|规格|\\d|限度|的那|单位|年龄|的宝|的孩子|份)",
  "(?:可爱|美|好|亲)>?的(?:你|人|他|她|您|宝|我们|自己|时光|时候|回忆|年华|年纪|祝福|安排|朋友|闺蜜|状态|爱|季节|时节|方式|办法|方法)",
].join("|")})`;
const GOOD_ADVICE = `<最+好>(?![的,]|品质|质量|效果|口碑|货|味道|原料|食材|成分|礼物|选择|产品|$)`;
const GOOD_TIP = `(?:早上|晚上|饭[前后]|睡前|冷藏|加热|泡|煮|蒸|炖|吃|喝|用|放|存|[前后时])[^,<]{0,4}<最+好>$`;
const GOOD_VERB = `<最+好[吃看喝用穿闻玩听]>(?!的|了|到|又|$)`;
const USE_TIP =
  "<最+佳>(?:的)?(?:食用|赏味|饮用|使用|保存|储存|品尝|观赏|服用|播种|烹饪|冲泡|入口|拍照|口感)(?:期|时|温|方|水)";
/** Comparison among one's own goods: of a measure always, of sales or taste only where one of them is named. */
const OURS =
  "(?:我们家|我家|咱家|本店|自家|店里|我们店|这几款|这三款|这两款|系列里|这批|家里|全家|班里|同款)[^,<]{0,6}<最+";
const AMONG_OURS = `${OURS}(?:[大小薄厚轻长短浓淡甜辣酸咸嫩香宽窄高矮]|(?:畅销|热卖|热门|受欢迎|火爆|经典|清爽|好卖)>的?(?:是|那|一[款个种只件]))`;
const WISH = "(?:想|愿|希望|努力|力争|力求|尽力|追求|祝|做)[^,<]{0,8}<最+好";

const VERDICTS: Readonly<Record<string, string>> = {
  最高级: "高档",
  最顶级: "优质",
  最优质: "优质",
  最优: "较优",
  最低: "实惠",
  最新: "新",
  最高: "较高",
};

function softer(term: string, after: string): string {
  const word = term.replace(",", "").replace(/^最+/u, "最");
  const rest = word.slice(1);
  if (rest === "佳") return after === "" || after.startsWith("的") ? "很不错" : "不错的";
  const linked = /^[强香甜美]$/.test(rest) && after !== "" && !after.startsWith("的") ? "的" : "";
  return VERDICTS[word] ?? `很${rest}${linked}`;
}

function most(): readonly Rule[] {
  const heard = `(?:${sounding("zui", "最")}|最+)`;
  const jia = sounding("jia", "佳加假价架家夹");
  return [
    absolute("lowest-price", `${FIELD}?${heard},?低(?:的)?(?:价格|价|折扣)`, [null, "优惠价"]),
    absolute("best", `(?:${heard},?佳|最,?${jia}|${heard}${jia})`, [
      USE_TIP,
      (_, after) => softer("最佳", after),
    ]),
    absolute("most-by-sound", `${sounding("zui", "最")},?${TELLING}`, [null, "很不错"]),
    absolute("drunk-on-beauty", "醉美", ["喝<|>梦", "很美"]),
    absolute(
      "most",
      `最+,?(?:${SOFT_ADJECTIVES}|好[吃看喝用穿闻玩听])|(?<!之)最+,?[\\u4e00-\\u9fff]`,
      [
        [HARMLESS_MOST, GOOD_ADVICE, GOOD_VERB, GOOD_TIP, USE_TIP, AMONG_OURS, WISH].join("|"),
        softer,
      ],
    ),
    absolute("of-all", "之最", ["(?:讲|关于|了解|认识|科普|探索)[^,<]{0,6}<", "里很受欢迎的"]),
    // Letters before a Chinese word stand for nothing else.
    absolute("most-in-letters", "(?<![a-z])zui(?=[\\u4e00-\\u9fff])", [null, "很"]),
    absolute(
      "none-better",
      `(?:没有|没|找不到)(?:哪家|什么|谁家|任何)?比(?:这|它|我们|咱)[^,<]{0,4}更?(?:${SOFT_ADJECTIVES}|好[吃看喝用穿闻玩听]?)的?(?:了|价格?)?`,
      [null, "很实惠"],
    ),
  ];
}

const LEADS = "[里中榜上的都是稳居位列排名占高永远妥已经价格]{0,5}";
const RANKED = anyOf(`
  销量 销售 销售额 销量榜 人气 人气榜 口碑 口碑榜 排名 排行 市占率 市场占有率 复购率 复购 回购 好评率 好评 品质 口感 性价比 颜值
  实力 效果 热卖榜 热销榜 榜单 热销 地区 平台 天下 类目
`);
const WHEN = "(?:本周|上周|这周|本月|上月|上个月|这个月|昨天|今天|今日|昨晚|\\d+月)";
const WHERE = "(?:本群|咱群|我们群|群里|本店|咱店|店里|咱们店|我们店)";
/** Sales stated for a named time and place are facts that can be shown. */
const LIMITED = `${WHEN}[^,<]{0,8}${WHERE}[^,<]{0,4}<|${WHERE}[^,<]{0,8}${WHEN}[^,<]{0,4}<`;

function first(): readonly Rule[] {
  const one = `(?:第,?(?:${sounding("yi")}|1(?!\\d)|i(?![a-z]))|di(?:一|1(?!\\d)))`;
  const ordinal = "(?!次|步|天|周|时间|批|波|期|件事|年|个月|志愿|医院|人民|季)";
  const crowned = anyOf("品牌 牌子 名牌 大品牌 大牌 神器 平台 好物 爆款 单品 美味 标杆 选择 货源");
  return [
    absolute("ranked-first", `(?:${RANKED}|${FIELD})${LEADS}${one}${ordinal}(?:名|位)?`, [
      LIMITED,
      (_, after) => (/^[款家个只台种]/.test(after) ? "一" : "很受欢迎"),
    ]),
    absolute("first-brand", `${one}名?(?=${crowned})`, [null, "受欢迎的"]),
    absolute("is-first", `(?<=是|居|排|稳坐|做到|评为)${one}(?=,|$)`, [null, "很受欢迎的"]),
    absolute("number-one", "(?<![a-z])(?:n[o0]|t[o0]p)\\.?1(?!\\d)", [
      ">[色号款]|[色号款]<",
      (_, after) => (/^(?:爆款|单品|款)/.test(after) ? "人气" : "人气款"),
    ]),
  ];
}

/** As an attribute it needs 的 before a noun, and none at the end or before another 的. */
const attribute = (words: string, after: string): string =>
  after === "" || after.startsWith("的") ? words : `${words}的`;

function supreme(): readonly Rule[] {
  const grade = `(?:顶${sounding("ji", "几机及鸡")}|鼎级|top级|ding级)`;
  const rare = `极${sounding("pin", "")}`;
  const alone = `(?:[唯惟维]${sounding("yi", "以")}|唯1(?!\\d)|wei一)`;
  const exclusive = `(?:独${sounding("jia", "夹假价架加")}|毒家|du家)`;
  return [
    absolute("top-grade", grade, ["楼<|屋<|山<|>(?:球员|运动员|选手|学者|学府|医院)", "优质"]),
    absolute("superb", rare, ["(?:积|南|北|太|消|终|登|至|电|阴|阳|磁|正|负|两)<", "优质"]),
    absolute("state-grade", `(?:国(?:家|${sounding("jia", "")})级|国家[极集吉]|guojia级)`, [
      ">(?:的?(?:考试|比赛|赛事|奖)|非物质|非遗|自然保护|地质公园|森林公园|风景|贫困|文物|湿地)",
      (_, after) => (after.startsWith("标准") ? "高" : attribute("高标准", after)),
    ]),
    absolute("world-grade", "(?:世界|国际|宇宙|全球|殿堂|史诗)级", [
      ">(?:非遗|文化遗产|自然)",
      "高品质",
    ]),
    absolute("only", `${FIELD}?${alone}的?`, [
      ">(?:一[次天个件条张]|缺点|不足|遗憾|不好|要注意|需要|编码|识别|标识|码|入口|客服|联系|微信|办法|烦恼|爱好|遗漏|麻烦)",
      "难得的",
    ]),
    absolute("exclusive", `${FIELD}?${exclusive}`, [
      "(?:孤|单)<|>(?:记忆|寓所|村|生活|院)",
      "自家",
    ]),
    absolute("first-of-all", `(?:${FIELD}(?:首[个家款创发]|领先)|首创|首家(?!店|门店))`, [
      "(?:被|没)[^,<]{0,4}<|(?:比赛|小组|比分|得分)[^,<]{0,4}<",
      (term) => (/[个家款]$/u.test(term) ? `一${term.at(-1)}` : "新推出"),
    ]),
    absolute(
      "far-ahead",
      `(?:遥遥领先|行业领先|(?:冠绝|独步|傲视|称霸|横扫|领跑)(?:${FIELD}|群雄|天下))`,
      ["(?:比赛|小组|比分|得分)[^,<]{0,4}<", "口碑不错"],
    ),
    absolute("crown", "(?:销量|销售|热销|人气|口碑|类目|全网|品类|单品|行业)(?:总)?冠军", [
      LIMITED,
      (_, after) => (after.startsWith("的") ? "人气很旺" : "人气好物"),
    ]),
    absolute("king", "(?:界|里|圈)?(?:之王|的?扛把子|的?天花板)(?!蛇)", [
      "(?:装|吊|刷|修|客厅|厨房|房间|家里|卧室)[^,<]{0,6}<|(?:狮子|老虎|动物|百兽|森林)[^,<]{0,4}<",
      "里的优选",
    ]),
  ];
}

function peerless(): readonly Rule[] {
  return [
    absolute("leader", "(?:领导品牌|领军品牌|领袖品牌|行业领袖|行业霸主|霸主|行业老大)", [
      null,
      "口碑品牌",
    ]),
    absolute("without-equal", `${WITHOUT_EQUAL}|${NOBODY}|无出其右`, [
      null,
      (term, after) => (term === "无敌" && after !== "" ? "特别" : attribute("很出色", after)),
    ]),
    absolute("extreme", "(?:极致|至尊|巅峰之作|登峰造极|尽善尽美|完美无缺|完美无瑕)", [
      null,
      (_, after) => attribute("很用心", after),
    ]),
    absolute("cure-all", "万能", [
      ">(?:遥控|钥匙|工具|扳手|充电|插|胶|转换|青年|角|衣架|清洁布)",
      "实用",
    ]),
    absolute(
      "for-ever",
      "(?:永不(?:褪色|变形|反弹|磨损|生锈|掉色|过时|起球)|永久(?:有效|不坏|保质|防水))",
      [null, "经得起日常使用"],
    ),
  ];
}

const WITHOUT_EQUAL = anyOf(`
  无敌 史无前例 前无古人 空前绝后 绝无仅有 独一无二 举世无双 无与伦比 无可比拟 盖世无双 天下无双 仅此一家 只此一家 别无分店 没有之一
  独一份 找不到第二家
`);
/** Nobody can be compared, in whichever words. */
const NOBODY =
  "(?:(?:无人|没人|没有人|谁也|谁都)(?:能|可|敢|比得)(?:与之)?(?:比|及|敌|超越|匹敌|企及|媲美)|(?:谁|哪家)(?:也|都)?比不[了上过])";

export const absoluteRules = (): readonly Rule[] => [
  ...most(),
  ...first(),
  ...supreme(),
  ...peerless(),
];
