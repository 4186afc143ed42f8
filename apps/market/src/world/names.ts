/** What the market's shelves are filled with. All brands are made up. */
type Shelf = {
  readonly category: string;
  readonly nouns: readonly string[];
  readonly packs: readonly string[];
};

const words = (text: string): readonly string[] => text.split(" ");

export const SHELVES: readonly Shelf[] = [
  {
    category: "有机辅食",
    nouns: words("胚芽米粉 南瓜泥 蔬菜面 原味溶豆 西梅果泥 三文鱼松 核桃油 小馄饨 山药米饼 猪肝粉"),
    packs: words("225g 100g×6 200g×3 20g×4"),
  },
  {
    category: "婴童洗护",
    nouns: words(
      "婴儿湿巾 氨基酸沐浴露 棉柔巾 纸尿裤 护臀膏 洗衣液 爽身粉 润唇膏 洗发露 奶瓶清洁剂",
    ),
    packs: words("单包 3件装 家庭装 旅行装"),
  },
  {
    category: "绘本玩具",
    nouns: words("立体绘本 木积木 水画布 认知卡片 磁力片 故事机 手工套装 拼图 黏土 益智棋"),
    packs: words("入门款 进阶款 全套 礼盒"),
  },
  {
    category: "零食坚果",
    nouns: words(
      "每日坚果 手剥松子 冻干草莓 黑芝麻丸 牛肉干 南瓜子 海苔卷 红枣夹核桃 米花糖 山楂条",
    ),
    packs: words("小袋 500g 30包 礼罐"),
  },
  {
    category: "水果生鲜",
    nouns: words(
      "云南蓝莓 赣南脐橙 鲜鸡蛋 樱桃番茄 丹东草莓 阳光玫瑰 沙糖桔 铁棍山药 黑虎虾 牛腩块",
    ),
    packs: words("3斤 5斤 尝鲜装 家庭箱"),
  },
  {
    category: "粮油调味",
    nouns: words("稻花香大米 压榨菜籽油 酿造酱油 石磨面粉 黄豆酱 小米 芝麻香油 米醋 火锅底料 紫菜"),
    packs: words("500ml 2.5kg 5kg 2瓶装"),
  },
  {
    category: "家居清洁",
    nouns: words("洗衣凝珠 抽纸 洗碗块 除垢剂 地板湿巾 垃圾袋 油污净 洁厕液 除味盒 百洁布"),
    packs: words("单件 2件装 4件装 整箱"),
  },
  {
    category: "个护美妆",
    nouns: words("氨基酸洁面 修护面膜 护手霜 防晒乳 身体乳 眼霜 卸妆膏 护发精油 牙膏 香氛沐浴露"),
    packs: words("50ml 120g 10片 双支"),
  },
  {
    category: "茶饮冲调",
    nouns: words("茉莉花茶 白茶 冻干咖啡 红豆薏米粉 柠檬片 桂圆红枣茶 燕麦片 藕粉 菊花茶 可可粉"),
    packs: words("10条 100g 30包 罐装"),
  },
  {
    category: "厨房用具",
    nouns: words("不粘煎锅 保鲜盒 硅胶铲 砧板 保温杯 玻璃碗 量勺 沥水篮 饭盒 刀具"),
    packs: words("小号 中号 大号 套装"),
  },
  {
    category: "内衣家纺",
    nouns: words("纯棉内裤 家居服 毛巾 浴巾 四件套 蚕丝被 抱枕 袜子 睡裙 地垫"),
    packs: words("单件 3条 5双 礼盒"),
  },
  {
    category: "宠物用品",
    nouns: words("豆腐猫砂 全价猫粮 冻干鸡肉 尿垫 狗饼干 磨牙棒 猫条 梳毛器 猫抓板 牵引绳"),
    packs: words("2kg 6L 试吃装 囤货装"),
  },
];

export const BRANDS: readonly string[] = words(
  "小满 田野家 云朵 软软 小鹿 木木 林间 阿山 慢慢 山岚 竹语 初雪 润物 青禾 半亩 南枝 知夏 麦芒 白露 拾光",
);
const SURNAMES = [..."王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧"];
const GIVEN = words(
  "小雨 欣怡 梓涵 子墨 思远 佳宁 雅琪 晓彤 文静 嘉禾 若溪 一诺 安然 可可 悠悠 志强 建国 秀英 丽华 海燕",
);

export const personName = (random: () => number): string =>
  `${SURNAMES[Math.floor(random() * SURNAMES.length)]}${GIVEN[Math.floor(random() * GIVEN.length)]}`;
