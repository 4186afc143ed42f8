import { narrow } from "../values.ts";

/** Something that the list is about: its letter or number, what it is called, what one costs. */
export type Product = {
  readonly code: string;
  readonly title: string;
  readonly price: string;
};

export type Header = {
  readonly title: string;
  readonly products: readonly Product[];
  readonly leader: string;
  readonly pickup: string;
  readonly community: string;
  readonly commission: string;
  /** As it is written; "" when it is not. */
  readonly date: string;
};

/** "团长：王姐", "团长 王姐", or a line that ends in "王团长"; never what stands on the next line. */
const LEADER =
  /(?:团长|发起人|群主)[^\S\n]*[:：][^\S\n]*([^\s，,；;。|｜]+)|团长[^\S\n]*((?!价|免|佣|代|自)\p{Script=Han}{1,5})(?=[\s，,；;。|｜]|$)|(?<!\p{Script=Han})((?!帮卖|本团|本群|各位|社区|小区|感谢|亲爱|联系|找)\p{Script=Han}{1,2}团长)(?=[\s，,；;。|｜]|$)/u;
const PICKUP = /(?:自提点|自提地址|自提地点|提货点|取货点|取货地址)\s*[:：]\s*([^\s，,；;。|｜]+)/;
const COMMUNITY = /(?:社群|群名|本群|群聊)\s*[:：]\s*([^\s，,；;。|｜]+)/;
const COMMISSION = /佣金\s*[:：]?\s*(\d+(?:\.\d+)?\s*(?:%|％|元|个点)?)/;
const DATE =
  /(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(?<!\d)(\d{1,2})月(\d{1,2})[日号]?/;
/** A day on which something else happens than the ordering. */
const LATER = /到货|自提|配送|发货|截止|截团|提货|取货/;
const PRICE =
  /[¥￥]\s*(\d+(?:\.\d{1,2})?)|(\d+(?:\.\d{1,2})?)\s*(?:元|块钱?|[¥￥])(?:\s*[/／每一]\s*\S{1,2})?|(?<![\d.])(\d+(?:\.\d{1,2})?)\s*[/／]\s*(?:一|每)?[份件个盒箱袋瓶只条包套单组提桶枚罐斤串杯碗]|(?<![\d.])(\d+\.\d{1,2})(?![\d.]*\s*(?:斤|kg|g|克|ml|l|升|折|%))/i;
/** A line with one of these tells no price of goods. */
const ASIDE = /佣金|运费|包邮|满\d|起送|截止|截团|团长|群主|自提点|提货点|取货点|电话|客服/;
const CODE = /^\s*(?:商品\s*)?([A-Za-z]|[①-⑳]|\d{1,2})\s*(?:[.．、:：)）]|(?=\s))\s*/;
/** The day of the list before what it is about. */
const ORDERED_ON =
  /^\s*(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]?\s*(?:[（(]?(?:周|星期)[一二三四五六日天][)）]?)?\s*/;
const MARK = /^[#＃]?\s*(?:群?接龙|快团团|群接龙)\s*[:：]?\s*/;

const first = (text: string, pattern: RegExp): string => {
  const found = pattern.exec(text);
  return narrow(found?.[1] ?? found?.[2] ?? found?.[3] ?? "");
};

/** "🍎红富士 5斤装 39.9元/份" → what it is called, without what it costs. */
const called = (text: string): string =>
  text
    .replace(PRICE, " ")
    .replace(/(?:团购价|团长价|价格|售价|单价|特价|仅需|只要|一份|每份)\s*[:：]?\s*/g, " ")
    .replace(/^(?:商品|品名|名称)\s*[:：]\s*/, "")
    .replace(/\p{Extended_Pictographic}|\u{FE0F}/gu, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s\-—:：,，/]+|[\s\-—:：,，/]+$/g, "")
    .trim();

/** A line that tells goods and something else: without what is aside; "" where nothing that is goods is left. */
function goodsIn(line: string): string {
  if (!ASIDE.test(line)) return line;
  const rest = line.split(/[\s,，;；]+/).filter((word) => word !== "" && !ASIDE.test(word));
  return /^[满运起]/.test(rest[0] ?? "") ? "" : rest.join(" ");
}

function productOf(whole: string): Product | null {
  const line = goodsIn(whole.replace(ORDERED_ON, ""));
  const code = CODE.exec(line);
  const told = code === null ? line : line.slice(code[0].length);
  const price = PRICE.exec(told);
  if (price === null) return null;
  const title = called(told.replace(/^【[^】]*(?:自提|配送|预售|团)[^】]*】/, ""));
  return title === ""
    ? null
    : {
        code: code?.[1]?.toUpperCase() ?? "",
        title,
        price: price[1] ?? price[2] ?? price[3] ?? price[4] ?? "",
      };
}

/** Not goods but another price of them. */
const OTHER_PRICE = /^(?:[\d一二两三四五六七八九十]|每|满|原价|市场价|第|到手|券后|会员)/;

/** "馒头5元/袋，花卷6元/袋" is two goods; "苹果10元，两份18元" is one. */
function productsOf(line: string): readonly Product[] {
  const pieces = line.split(/[，,；;、]/).map((piece) => productOf(piece));
  const each = pieces.flatMap((piece) =>
    piece === null || OTHER_PRICE.test(piece.title) ? [] : [piece],
  );
  if (each.length > 1 && each.length === pieces.length) return each;
  const whole = productOf(line);
  return whole === null ? [] : [whole];
}

function dateOf(lines: readonly string[]): string {
  for (const line of lines) {
    const found = LATER.test(line) ? null : DATE.exec(line);
    if (found === null) continue;
    const [, year = "", month = found[4] ?? "", day = found[5] ?? ""] = found;
    return year === "" ? `${found[4]}-${found[5]}` : `${year}-${month}-${day}`;
  }
  return "";
}

/** What stands above the numbered lines. Where no line names a price, the first that says anything names the goods. */
export function headerOf(lines: readonly string[]): Header {
  const told = lines.map((line) => line.replace(MARK, "").trim()).filter((line) => line !== "");
  const all = told.join("\n");
  const products = told.flatMap(productsOf);
  const title = told.find((line) => !ASIDE.test(line)) ?? "";
  const bare: Product = { code: "", title: called(title), price: "" };
  return {
    title,
    products: products.length > 0 || bare.title === "" ? products : [bare],
    leader: first(all, LEADER),
    pickup: first(all, PICKUP),
    community: first(all, COMMUNITY),
    commission: first(all, COMMISSION),
    date: dateOf(told),
  };
}
