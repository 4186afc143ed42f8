import {
  businessDay,
  businessHour,
  formatMoney,
  type Language,
  type Money,
} from "@zhongshu/kernel";
import { AI_LABEL, type Card, type CardProduct, type Draft } from "./card.ts";

const WORDS = {
  zh: {
    commission: "预计佣金",
    unknown: "佣金",
    orders: "会有多少人买",
    worth: "发这一次多赚",
    product: "商品",
    price: "价格",
    list: "标价",
    member: "会员价",
    coupon: "券后价",
    stock: "库存",
    unsynced: "库存未同步，发前请确认",
    until: "有效至",
    audience: "发给",
    hour: "最佳时间",
    noHour: "还看不出来（最近的互动太少）",
    reason: "为什么",
    evidence: "依据",
    drafts: "文案",
    people: "人",
    from: "开场",
    to: "结束",
  },
  en: {
    commission: "Estimated commission",
    unknown: "Commission",
    orders: "How many buy",
    worth: "What sending it adds",
    product: "Product",
    price: "Price",
    list: "list",
    member: "member",
    coupon: "after coupon",
    stock: "Stock",
    unsynced: "not synchronised: check before you post",
    until: "valid until",
    audience: "Audience",
    hour: "Best hour",
    noHour: "cannot be told yet (too few actions)",
    reason: "Why",
    evidence: "Evidence",
    drafts: "Copy",
    people: "",
    from: "opens",
    to: "closes",
  },
} as const;

const STAGES = {
  preview: { zh: "预告", en: "preview" },
  open: { zh: "开场", en: "open" },
  encore: { zh: "返场", en: "encore" },
  ended: { zh: "结束", en: "ended" },
  always: { zh: "常售", en: "always on sale" },
} as const;
const STYLES = {
  expert: { zh: "专业", en: "expert" },
  warm: { zh: "亲切", en: "warm" },
  witty: { zh: "俏皮", en: "witty" },
} as const;

const clock = (at: number): string =>
  `${businessDay(at)} ${String(businessHour(at)).padStart(2, "0")}:00`;

function prices(p: CardProduct, lang: Language): string {
  const w = WORDS[lang];
  const named = (name: string, price: Money | null): string[] =>
    price ? [`${name} ${formatMoney(price)}`] : [];
  const until = p.afterCoupon?.validUntil ? `，${w.until} ${clock(p.afterCoupon.validUntil)}` : "";
  const coupon = p.afterCoupon
    ? [
        `${w.coupon} ${formatMoney(p.afterCoupon.price)}（${p.afterCoupon.condition[lang]}${until}）`,
      ]
    : [];
  const all = [...coupon, ...named(w.member, p.memberPrice), ...named(w.list, p.listPrice)];
  return all.join(" · ") || "—";
}

function window(p: CardProduct, lang: Language): string {
  const w = WORDS[lang];
  const opens = p.opensAt === null ? "" : ` · ${w.from} ${clock(p.opensAt)}`;
  const closes = p.closesAt === null ? "" : ` · ${w.to} ${clock(p.closesAt)}`;
  return `${STAGES[p.stage][lang]}${opens}${closes}`;
}

function commission(card: Card, lang: Language): string {
  const { commission: c } = card;
  const w = WORDS[lang];
  if (!c.known) return `${w.unknown}：${c.why[lang]}`;
  return `${w.commission}：${formatMoney(c.low)} – ${formatMoney(c.high)}（${c.basis[lang]}）`;
}

/** What sells anyway and what the sending adds, each on a line of its own. */
function promises({ promises: { orders, worth } }: Card, lang: Language): string[] {
  const w = WORDS[lang];
  return [
    `${w.orders}：${orders.known ? orders.basis[lang] : orders.why[lang]}`,
    `${w.worth}：${worth.known ? worth.basis[lang] : worth.why[lang]}`,
  ];
}

const FORMS = {
  group: { zh: "发群里", en: "for the group" },
  private: { zh: "发给个人", en: "for one person" },
  inbox: { zh: "发到收件箱", en: "for the inbox" },
} as const;

function draft({ style, form, madeBy, filled, told }: Draft, lang: Language): string {
  const label = madeBy === "model" ? [`「${AI_LABEL[lang]}」`] : [];
  const named = [WORDS[lang].drafts, STYLES[style][lang], FORMS[form][lang], ...label].join(" · ");
  return `${named}：${filled}${told ? `（${told[lang]}）` : ""}`;
}

/** The card as plain text, commission first: exactly what phone and console show, for a terminal or a chat. */
export function plainCard(card: Card, lang: Language): string {
  const w = WORDS[lang];
  const { product: p, bestHour: hour, audience } = card;
  const told = p.stockAt === null ? "" : `（${businessDay(p.stockAt)}）`;
  return [
    `【${card.headline[lang]}】`,
    commission(card, lang),
    ...promises(card, lang),
    card.change[lang],
    `${w.reason}：${card.reason[lang]}`,
    `${w.product}：${p.title}（${p.sku}） · ${window(p, lang)}`,
    `${w.price}：${prices(p, lang)}`,
    `${w.stock}：${p.stock ?? w.unsynced}${told}`,
    `${w.audience}：${audience.who[lang]}`,
    `${w.hour}：${hour ? `${hour.hour}:00（${hour.basis[lang]}）` : w.noHour}`,
    ...card.features.map((f) => `  · ${f.name[lang]} ${f.value[lang]}`),
    ...card.drafts.map((d) => draft(d, lang)),
    ...card.evidence.map((e) => `${w.evidence} · ${e.title[lang]}：${e.figure[lang]}`),
  ].join("\n");
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
type Value = Card["evidence"][number]["check"]["values"][number];

function literal(value: Value | undefined): string {
  if (value === null || value === undefined) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) {
    const items = value.map((v) => `"${String(v).replace(/["\\]/g, "\\$&")}"`);
    return quoted(`{${items.join(",")}}`);
  }
  return `${quoted(JSON.stringify(value))}::jsonb`;
}

/** The statement with its values written out, to be pasted into psql as it stands. */
export const pasteable = ({ sql, values }: Card["evidence"][number]["check"]): string =>
  `${sql.replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]))};`;
