import { anyOf, DENIED, type Family, type Rule } from "./rule.ts";

const WHY = {
  state: {
    zh: "拿国家机关的名义卖货，法律明令禁止。",
    en: "Selling in the name of a state organ is forbidden.",
  },
  false: {
    zh: "对效果和安全打包票，做不到就是虚假宣传。",
    en: "A guarantee of effect or safety is false advertising when it fails.",
  },
  medical: {
    zh: "食品、日用品和化妆品不是药，不能说治病，也不能用医疗用语。",
    en: "Food, daily goods and cosmetics are no medicine and claim no cure.",
  },
  invitation: {
    zh: "招商拿货不能保证赚钱，也不能暗示稳赚。",
    en: "An invitation to trade promises no income.",
  },
  trademark: {
    zh: "“驰名商标”是打官司时的认定，不能拿来做广告。",
    en: "“Well-known trademark” is a legal finding and may not be advertised.",
  },
  pyramid: {
    zh: "靠拉人头、发展下线分钱属于传销。",
    en: "Paying for recruits is pyramid selling.",
  },
} as const;

const claim = (
  [family, id]: readonly [family: keyof typeof WHY & Family, id: string],
  find: string,
  [spare, instead]: readonly [spare: string | null, instead: string],
): Rule => ({
  id,
  family,
  find: new RegExp(find, "gu"),
  spare: new RegExp(spare === null ? DENIED : `${DENIED}|${spare}`, "u"),
  why: WHY[family],
  rewrite: () => instead,
});

const ALL = "(?:100%|百分百|百分之百|百分之一百|100分百|绝对|保证|包|一定)";
const SOON =
  "(?:\\d+|[一二三四五六七八九十两几半]+)(?:天|日|周|次|个?星期|小时|个月|分钟|秒)(?:内|就|即|立即|马上|可|能|必)*";
const EFFECT = anyOf(
  "见效 美白 变白 淡斑 祛斑 祛痘 去皱 生发 长高 瘦身 暴瘦 减肥 治愈 痊愈 根除 消失",
);
/** What has happened to a complaint; unlike a noun such as 减肥 it may stand at some distance. */
const GONE = "(?:全)?(?:消失|消退|痊愈|治愈|根除|全没了|没了)";

const promises = (): readonly Rule[] => [
  claim(
    ["false", "guaranteed-effect"],
    `${ALL}(?:能|会|可以)?(?:有效(?!期)|见效|治愈|治好|治疗|安全|无害|无副作用|成功|瘦|变白|好转|灵|管用|长高)`,
    ["安全(?:带|帽)|>(?:带|座椅)", "很多顾客反馈不错"],
  ),
  claim(
    ["false", "effect-by-date"],
    `(?:${SOON}${EFFECT}|${SOON}[^,]{0,4}?${GONE}|${SOON}(?:年轻|白|小|长高)(?:\\d+|[一二三四五六七八九十两几]+)(?:岁|个?度|个?色号|cm|厘米)|${SOON}(?:包|保证?)[你您]?(?:瘦|白|见效|长高|有效)|${SOON}瘦(?:\\d+|[一二三四五六七八九十两几]+)[斤kg]+|(?:一|当)[次天晚]见效|立竿见影|药到病除|断根|逆龄|一抹就白|一喝就瘦)`,
    [null, "坚持使用感觉不错"],
  ),
  claim(
    ["false", "money-back-on-failure"],
    "(?:无效(?:包|全额|全|免费|立即|就|马上|可)?退(?:款|钱|货)?|不瘦(?:包|全额)?退(?:款|钱)?|签约(?:减肥|瘦身|治疗))",
    [null, "有问题随时找我"],
  ),
  claim(["false", "no-side-effect"], "(?:零|0|无(?:任何|毒)?|毫无|没有(?:任何)?)(?:毒)?副作用", [
    "(?:不敢|不能|不保证|谁)[^,<]{0,4}<",
    "成分写得清清楚楚",
  ]),
  claim(
    ["state", "for-the-state"],
    "(?:国务院|中南海|人民大会堂|国家机关|中央|军队|部队|军区|国宴)(?:内部)?(?:特供|专供|指定用?)|(?:国家|中央|部委|党和国家)领导人?(?:们)?(?:都|也|亲自|同款|推荐|在用|点赞|喜爱)+",
    ["(?:新闻|讲话|会议)<", "精选"],
  ),
  claim(["trademark", "well-known-mark"], "(?:中国|国家)?(?:驰名商标|著名商标)", [
    "(?:假冒|仿冒|保护|认定|什么是)[^,<]{0,4}<|>(?:保护|认定|侵权)",
    "注册商标",
  ]),
];

const ILLS = anyOf(`
  失眠 湿疹 痛风 糖尿病 高血压 高血糖 高血脂 三高 鼻炎 咽炎 胃炎 胃病 关节炎 颈椎病 腰椎病 便秘 脚气 灰指甲 皮炎 牛皮癣 脱发 咳嗽
  感冒 肿瘤 癌症 癌 前列腺 妇科病 妇科炎症 痔疮 荨麻疹 结石 脂肪肝 肝病 肾虚 近视 白内障 风湿 类风湿 贫血 过敏 炎症 疾病 百病 病
`);
const CURES = "(?:治疗|治愈|治好|根治|医治|主治|专治|包治|调理好|改善|缓解|预防|告别|防治|治)";
const PATIENT =
  "(?:正在|在接受|接受|遵医嘱|去医院|期间|医生)[^,<]{0,6}<|>(?:期间|中的|的朋友|的人|药|前|方案|费)|政<|<治(?:安|理|愈系)";
/** Advice on how to live praises no goods: 预防感冒要多喝水. */
const HABIT =
  ">(?:要|得|应该|应当|记得|平时|就要|需要)[^,]{0,2}[多早勤少常](?![^,]*(?:咱|我们|这款|本品|下单))";

const medicine = (): readonly Rule[] => [
  claim(
    ["medical", "cures"],
    `(?:可以|能够|能|会)?${CURES}(?:和预防|各种|一切|多年)?(?:你|宝宝|孩子|老人|家人)?的?${ILLS}`,
    [`${PATIENT}|>(?:人|人士)?(?:患者|人群|慎)|${HABIT}`, "适合日常使用"],
  ),
  claim(["medical", "medical-word"], `(?:治疗|治愈(?!系)|根治|包治|疗效|祛病|zhi疗|治liao)`, [
    PATIENT,
    "日常护理",
  ]),
  claim(
    ["medical", "lowers"],
    "(?:降(?:低)?(?:血压|血糖|血脂|尿酸|三高)|抗癌|防癌|抗肿瘤|软化血管|溶血栓|活血化瘀|补肾壮阳|壮阳|消炎|止痛|止咳化痰|止咳|化痰|排毒养颜|排毒)",
    [">(?:药|片|糖浆|人群|期)", "给日常多一份照顾"],
  ),
  claim(
    ["medical", "immunity"],
    "(?:增强|提高|提升)(?:宝宝|孩子|人体|自身|身体)?的?(?:免疫力|抵抗力)",
    [`(?:运动|锻炼|睡眠|早睡|作息)[^,<]{0,6}<`, "补充日常营养"],
  ),
  claim(
    ["medical", "posing-as-medicine"],
    "(?:药妆|医美级|械字号面膜|临床验证|替代药物|不用吃药|不用打针)",
    [null, "日常护肤"],
  ),
];

const trade = (): readonly Rule[] => [
  claim(
    ["invitation", "sure-profit"],
    "(?:稳赚(?:不赔|不亏)?|包赚(?:钱)?|躺赚|躺着赚钱|只赚不赔|保本(?:保息|保收益)?|保收益|零风险(?:创业|投资|加盟)?|0风险|(?:日|月|年)(?:入|赚)(?:轻松)?(?:过|上|破)?(?:\\d+|[一二三四五六七八九十百千万几]+)[万千百元]?|轻松月入|(?:\\d+|[一二三]+)(?:天|个月)(?:就)?回本)",
    [">(?:的?骗|都是假|不可信)", "多劳多得"],
  ),
  claim(["pyramid", "recruits"], "(?:拉人头|人头费|发展下线|三级(?:分销|返佣)|层级返(?:佣|利))", [
    "(?:没有|不搞|绝不|不做)[^,<]{0,6}<",
    "邀请好友一起逛",
  ]),
];

export const claimRules = (): readonly Rule[] => [...promises(), ...medicine(), ...trade()];
