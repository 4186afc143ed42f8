import type { Language, Text } from "@zhongshu/kernel";
import { cell, fullDay, price, short, when } from "./read.ts";

type Column = { readonly key: string; readonly label: Text };
type Row = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;

/** Amounts are told in units of money, beside no currency, and a share in per cent: under other names than in the rows. */
const TOLD: Readonly<Record<string, Text>> = {
  minor: { zh: "金额", en: "Amount" },
  refunded: { zh: "已退", en: "Refunded" },
  commission: { zh: "佣金", en: "Commission" },
  clawed: { zh: "扣回佣金", en: "Taken back" },
  bp: { zh: "佣金比例", en: "Commission rate" },
  each: { zh: "每件佣金", en: "For each piece" },
};
const AMOUNTS = new Set(["minor", "refunded", "commission", "clawed", "each"]);
const WORDS: Readonly<Record<string, Text>> = {
  "paid yes": { zh: "已付", en: "Paid" },
  "paid no": { zh: "未付", en: "Not paid" },
  "paid untold": { zh: "—", en: "—" },
  "stage 预估": { zh: "预估", en: "Estimated" },
  "stage 待结算": { zh: "待结算", en: "Pending" },
  "stage 已结算": { zh: "已结算", en: "Settled" },
  "way inbox": { zh: "收件箱", en: "Inbox" },
  "way named-copy": { zh: "按名单", en: "By list" },
  "way group-copy": { zh: "群发", en: "Group post" },
  "state provisional": { zh: "暂估", en: "Provisional" },
  "state final": { zh: "已定", en: "Final" },
  "whose own": { zh: "本店", en: "This shop" },
  "whose other": { zh: "别的店", en: "Another shop" },
  "stage 未成交": { zh: "未成交", en: "Never paid" },
};
/** Who came from a post in a group is nobody in particular. */
const SOMEBODY: Text = { zh: "群里的人", en: "Somebody in the group" };
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const inMoney = (columns: readonly Column[]): boolean => columns.some(({ key }) => key === "minor");

/** The columns as people read them: an amount with its currency in one, and under its own name. */
export function columnsOf(columns: readonly Column[]): readonly Column[] {
  if (!inMoney(columns)) return columns;
  return columns
    .filter(({ key }) => key !== "currency")
    .map((column) => ({ ...column, label: TOLD[column.key] ?? column.label }));
}

type Reading = { readonly names?: Names | undefined; readonly language?: Language };

function who(id: string, key: string, { names = {}, language = "zh" }: Reading): string {
  const name = names[id];
  if (name !== undefined) return name;
  const told = short(id);
  return key === "who" && told === id ? SOMEBODY[language] : told;
}

/** A cell as people read it: who instead of an id, money, per cent, a day; never what a machine counts in. */
export function readable(row: Row, key: string, reading: Reading = {}): string {
  const { language = "zh" } = reading;
  const value = row[key];
  const { currency } = row;
  if ((key === "profile" || key === "who") && typeof value === "string")
    return who(value, key, reading);
  if (AMOUNTS.has(key) && typeof value === "number" && typeof currency === "string")
    return price({ minor: value, currency });
  if (key === "bp" && typeof value === "number") return `${value / 100}%`;
  if (key === "at" && typeof value === "number") return when(value, language);
  if (typeof value === "string" && DAY.test(value)) return fullDay(value, language);
  return WORDS[`${key} ${cell(value)}`]?.[language] ?? short(cell(value));
}

/** Does a column hold figures, to be set to the right, head and all? */
export const figures = (rows: readonly Row[], key: string): boolean =>
  key !== "at" && rows.some((row) => typeof row[key] === "number");
