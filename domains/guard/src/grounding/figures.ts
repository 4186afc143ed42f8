import type { Text } from "@zhongshu/kernel";
import { legible, original, type Span } from "../review/fold.ts";

/** A figure written by hand where only a row may speak. */
export type Figure = Span & {
  readonly kind: "price" | "stock" | "discount";
  readonly term: string;
  readonly next: Text;
};

const NEXT: Readonly<Record<Figure["kind"], Text>> = {
  price: {
    zh: "价格不要手写，请改用占位符，例如 {{price:商品编号}}，发出时会填上当时的真实价格。",
    en: "Do not write prices by hand: use a placeholder such as {{price:SKU}}.",
  },
  stock: {
    zh: "库存不要手写，请改用占位符 {{stock:商品编号}}，发出时会填上当时的真实库存。",
    en: "Do not write stock by hand: use the placeholder {{stock:SKU}}.",
  },
  discount: {
    zh: "折扣和满减不要手写，请改用占位符，例如 {{coupon:商品编号}}，会带上条件和截止时间。",
    en: "Do not write discounts by hand: use a placeholder such as {{coupon:SKU}}.",
  },
};

const ARABIC = "\\d[\\d,]*(?: ?\\. ?\\d+)?(?: \\d(?!\\d))*";
const CHINESE = "[〇零一二两三四五六七八九十廿卅百千万半壹贰叁肆伍陆柒捌玖拾佰仟]+";
/** 九点九: a decimal told in words. It also reads as a time, so only taking goods home for it makes it a price. */
const SPOKEN = "[零一二三四五六七八九十]+点[零一二三四五六七八九]+";
const N = `(?:(?<![\\d.a-z])${ARABIC}|${CHINESE})`;
/** 八点五十到手: minutes are no price. */
const AFTER_HOUR = "(?<![\\d一二三四五六七八九十]点[\\d一二三四五六七八九十]*)";
const MEASURES =
  "(?:k?g|克|公斤|千克|斤|两(?!百|千)|m?l|毫升|升|[cmk]?m|厘米|毫米|米|寸|英寸|天|日|号|点|时|小时|分|秒|周|月|年|岁|个|件|盒|份|箱|瓶|包|袋|罐|支|只|双|套|条|片|颗|粒|枚|块|人|位|次|款|种|层|码|度|°|%|w|v|mah|c|大促|节|狂欢|活动)";
const AMOUNT =
  "(?:件|盒|份|个|箱|单|瓶|包|套|双|条|斤|袋|组|把|支|只|罐|提|桶|名额|席|张|台|枚|块)";
const PIECES =
  "(?:蛋糕|巧克力|糖|饼|香皂|肥皂|毛巾|积木|拼图|手帕|抹布|布|肉|豆腐|排骨|牛排|电池|玉|石|表|手表|面膜|砖|姜|瓷|板|地|屏|腹肌|小)";

const PRICE_WORD =
  "(?:只要|只需|仅需|仅售|到手价?|券后价?|低至|售价|卖|会员价?|原价|现价|特价|团购价|团价|秒杀价|拼团价|一口价|专柜价|价格?|价钱|定价|活动价|福利价|批发价|尝鲜价|零售价|一律|均价|全场)";

const CASES: readonly (readonly [Figure["kind"], string])[] = [
  ["price", `[¥￥$€£] ?${N}(?: ?(?:元|块))?`],
  ["price", `(?:(?<![a-z])(?:rmb|cny|usd)|人民币) ?${ARABIC}`],
  [
    "price",
    `${N} ?(?:元|圆|💰|大洋|刀(?![剪具片])|rmb|cny|usd|yuan|软妹币|美元|毛钱|角钱)(?!旦|宵|素|气|宝|老|复始)`,
  ],
  ["price", `${N} ?(?:块|毛) ?(?:\\d|[一二三四五六七八九](?!${AMOUNT}|次|天))`],
  [
    "price",
    `(?:(?<![\\d.a-z])${ARABIC}|(?!一块)${CHINESE}) ?块(?:钱|(?!${PIECES}|[\\u4e00-\\u9fff]{0,2}${PIECES}))`,
  ],
  [
    "price",
    `(?<![\\d.a-z])${ARABIC} ?[毛角](?!度|形|星|钱|巾|衣|毯|绒|呢|发|孔|刷|线|豆|笔|裤|[\\d一二三四五六七八九])`,
  ],
  ["price", `${N} ?(?:毛|角|分)(?:钱)? ?(?:一|1|每|\\/) ?${AMOUNT}`],
  [
    "price",
    `(?:${SPOKEN}|${AFTER_HOUR}${N}) ?(?:米|块|元)? ?(?:就能|就可以|即可|就|能)? ?(?:到手|拿下|带走|带回家|拿走|入手|包邮)`,
  ],
  ["price", `(?:价|价格)[,， ]?(?:还)?(?:不到|不足|低于|不超过) ?${N}(?! ?${MEASURES}|[\\d.])`],
  ["price", "一块钱"],
  ["price", `${PRICE_WORD} ?[:,是为才就仅~]{0,3} ?${N}(?! ?${MEASURES}|[\\d.])`],
  [
    "price",
    `${AFTER_HOUR}${N} ?(?:包邮|到手|拿下|带走|秒杀|起拍|抢购|(?:一|1|\\/) ?(?:盒|箱|瓶|斤|件|份|袋|包|只|条)(?!装))`,
  ],
  [
    "price",
    `(?<![\\d.a-z])\\d+ ?\\. ?\\d{1,2}(?![\\d.]| ?${MEASURES}| ?(?:版|折|寸|l|倍|万|亿|x))`,
  ],
  ["discount", `(?:打|低至)? ?${N} ?折(?!叠|伞|页|射|门|屏|磨|扣|就断|返|痕|耳|腾|线)`],
  ["discount", `满 ?${N} ?(?:元|块)? ?(?:(?:立?[减送返打享赠]|包邮)(?: ?${N})?|[-–—~] ?${N})`],
  [
    "discount",
    `(?:立减|直降|立省|减免|返现|优惠|便宜了?|减|省) ?${N}(?! ?(?:斤|kg|公斤|[个]?小时|分钟|天|步|时|cm|糖|脂|盐|重))`,
  ],
  ["discount", `${N} ?(?:元|块)?(?:无门槛|优惠)?券(?!后)`],
  ["discount", "半价|对折|腰斩|对半砍|砍(?:掉)?一半"],
  ["discount", `[买拍付] ?${N} ?(?:件|盒|份|个)? ?[送赠免发得返付] ?${N}`],
  ["discount", `第 ?${N} ?${AMOUNT} ?(?:免费|免单|不要钱|不花钱|白送)`],
  ["discount", "\\d+ ?% ?off|(?:优惠|便宜|直降|立减) ?\\d+ ?%"],
  [
    "stock",
    `(?:仅剩|只剩|还剩|剩余|剩下|剩|库存|余量|现货|限量)(?:最后|不到|不足|只有|有|还有|约|下|仅|[:, ])* ?${N}(?![\\d.]| ?(?:天|小时|分钟|秒|点|年|月|周|%))(?: ?${AMOUNT})?`,
  ],
  ["stock", "(?:仅剩|只剩|还剩|就剩)下?[俩仨](?!人|个?人)"],
  ["stock", `(?:仅|只)?限前 ?${N} ?(?:${AMOUNT}|名|位|人)`],
  ["stock", `(?:一共|总共|统共|拢共|全部)(?:就|只|才|仅)(?:有|剩)? ?${N} ?${AMOUNT}`],
  ["stock", `(?:卖|抢|售|送)[完光](?:这|那|剩下的?|最后)? ?${N} ?${AMOUNT}`],
  ["stock", `${N} ?${AMOUNT}(?:卖|抢|售|送|兑)[完光](?:即止|为止|就|下架|截止|不补)`],
  [
    "stock",
    `(?:最后|还有|只有|仅有|仅限|余)(?:不到|约)? ?${N} ?(?:件|盒|份|箱|单|瓶|套|双|袋|罐|提|桶|名额|席|个名额)(?!装)`,
  ],
];

const COMPILED = CASES.map(([kind, source]) => ({ kind, find: new RegExp(source, "gu") }));

/** Figures that read as a price, a stock or a discount; sizes, times and ages are left alone. */
export function figures(copy: string): readonly Figure[] {
  const folded = legible(copy);
  const found = COMPILED.flatMap(({ kind, find }) =>
    [...folded.text.matchAll(find)].map((match): Figure => {
      const lead = match[0].length - match[0].trimStart().length;
      const { start, end } = original(folded, match.index + lead, match[0].trim().length);
      return { kind, start, end, term: copy.slice(start, end), next: NEXT[kind] };
    }),
  );
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  return sorted.filter((one, i) => !sorted.slice(0, i).some((earlier) => earlier.end > one.start));
}
