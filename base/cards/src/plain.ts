import { formatMoney, type Language, type Text } from "@zhongshu/kernel";
import type { Card, CardProduct, Commission, Evidence } from "./card.ts";

const STAGES: Readonly<Record<CardProduct["stage"], Text>> = {
  preview: { zh: "预告", en: "preview" },
  open: { zh: "开场", en: "open" },
  encore: { zh: "返场", en: "encore" },
  ended: { zh: "已结束", en: "ended" },
  always: { zh: "常售", en: "always on sale" },
};
const STYLES: Readonly<Record<Card["drafts"][number]["style"], Text>> = {
  expert: { zh: "专业", en: "expert" },
  warm: { zh: "亲切", en: "warm" },
  witty: { zh: "俏皮", en: "witty" },
};
const LABELS = {
  commission: { zh: "我的佣金", en: "My commission" },
  change: { zh: "变化", en: "What changed" },
  reason: { zh: "理由", en: "Why" },
  product: { zh: "商品", en: "Product" },
  audience: { zh: "发给", en: "For" },
  hour: { zh: "时间", en: "When" },
  draft: { zh: "文案", en: "Draft" },
  evidence: { zh: "依据", en: "Evidence" },
} as const satisfies Record<string, Text>;

const commission = (c: Commission, language: Language): string =>
  c.known
    ? `${formatMoney(c.low)}–${formatMoney(c.high)}（${c.basis[language]}）`
    : c.why[language];

function product(p: CardProduct, language: Language): string {
  const zh = language === "zh";
  const price = p.afterCoupon
    ? `${zh ? "券后" : "with coupon"} ${formatMoney(p.afterCoupon.price)}（${p.afterCoupon.condition[language]}）`
    : (p.memberPrice ?? p.listPrice) && formatMoney(p.memberPrice ?? p.listPrice ?? NOTHING);
  const stock =
    p.stock === null
      ? zh
        ? "库存未同步，发前请确认"
        : "stock not known: check before you post"
      : `${zh ? "库存" : "stock"} ${p.stock}`;
  return [`${p.title} [${p.sku}]`, price || null, STAGES[p.stage][language], stock]
    .filter((part) => part !== null)
    .join(" · ");
}

const NOTHING = { minor: 0, currency: "CNY" } as const;

/** A value as PostgreSQL reads it when it is pasted. */
function literal(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `array[${value.map(literal).join(", ")}]`;
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** The statement of a check with its values in place, ready to be pasted into psql. */
export const checkSql = ({ check }: Pick<Evidence, "check">): string =>
  check.sql.replace(/\$(\d+)/g, (_, n: string) => literal(check.values[Number(n) - 1] ?? null));

/** The card as plain text: what phone and console show, in the same order, with the SQL of each evidence. */
export function plainCard(card: Card, language: Language = "zh"): string {
  const line = (label: Text, text: string): string => `  ${label[language]}：${text}`;
  const hour = card.bestHour;
  return [
    `■ ${card.headline[language]}`,
    line(LABELS.commission, commission(card.commission, language)),
    line(LABELS.change, card.change[language]),
    line(LABELS.reason, card.reason[language]),
    line(LABELS.product, product(card.product, language)),
    line(LABELS.audience, card.audience.who[language]),
    ...(hour === null ? [] : [line(LABELS.hour, `${hour.hour}:00 · ${hour.basis[language]}`)]),
    ...card.drafts.map((draft) =>
      line(LABELS.draft, `[${STYLES[draft.style][language]}] ${draft.filled}`),
    ),
    ...card.evidence.flatMap((evidence) => [
      line(LABELS.evidence, `${evidence.title[language]}：${evidence.figure[language]}`),
      `      ${checkSql(evidence).replace(/\s+/g, " ").trim()};`,
    ]),
  ].join("\n");
}
