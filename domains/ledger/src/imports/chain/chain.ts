import { businessDay, DAY, type Instant, iso } from "@zhongshu/kernel";
import { digest } from "../digest.ts";
import { type Entry, entryOf } from "./entry.ts";
import { type Header, headerOf } from "./header.ts";

/** The column that holds a numbered line as it was pasted, for whoever has to mend it. */
export const AS_PASTED = "接龙原文";

/** The columns that a 接龙 becomes; they are those of an export of orders. */
const COLUMNS = [
  "订单编号",
  "下单时间",
  "抄录时间",
  "买家昵称",
  "商品名称",
  "数量",
  "单价",
  "订单金额",
  "自提点",
  "团长",
  "社群",
  "佣金",
  "买家留言",
  "订单状态",
  AS_PASTED,
] as const;

/** "3. 小林", "3、8号楼王姐", "3. 13812345678": after a dot or a colon a digit needs a space, "1.5元" and "12:30" are no numbers. */
const NUMBERED = /^\s*(\d{1,4})\s*(?:[.．:：](?:\s+|(?!\d))|[、)）]\s*)(?=\S)(.+)$/;
/** A number in a box, as telephones offer it. */
const KEYCAP = /(\d{1,2}|🔟)\uFE0F?\u20E3\uFE0F?\s*/gu;
/** With this a list begins. */
const BEGINS = /^\s*[#＃]\s*(?:群?接龙|跟团|拼团)/;
const NAMED = /接龙|跟团|拼团/;

type Numbered = { readonly n: number; readonly text: string };
type Parts = { readonly head: readonly string[]; readonly entries: readonly Numbered[] };

const numbered = (line: string): Numbered | null => {
  const found = NUMBERED.exec(line.normalize("NFKC"));
  return found === null ? null : { n: Number(found[1]), text: found[2] ?? "" };
};

const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
/** The next of the numbered lines, if its number stands in a circle: goods are called by such numbers too. */
function circled(line: string, n: number): Numbered | null {
  const sign = CIRCLED[n - 1];
  const told = line.trim();
  if (sign === undefined || !told.startsWith(sign)) return null;
  return { n, text: told.slice(sign.length).trim() };
}

/** Everything above the last "1." is the head; what follows a numbered line without a number of its own belongs to it. */
function partsOf(lines: readonly string[]): Parts | null {
  const begins = lines.findLastIndex((line) => numbered(line)?.n === 1);
  if (begins === -1) return null;
  const entries: { n: number; text: string }[] = [];
  for (const line of lines.slice(begins)) {
    const found = numbered(line);
    const last = entries.at(-1);
    const next = circled(line, (last?.n ?? 0) + 1);
    if (next !== null) entries.push(next);
    else if (found !== null && found.n >= (last?.n ?? 0)) entries.push(found);
    else if (last !== undefined) last.text += ` ${line.trim()}`;
  }
  return { head: lines.slice(0, begins), entries };
}

/** Is it a 接龙 and no table: it says so, nearly all of it is numbered from one upwards, or a price stands above orders. */
function isChain(lines: readonly string[], { head, entries }: Parts): boolean {
  if (lines.some((line) => line.includes("\t"))) return false;
  if (lines.slice(0, 4).some((line) => NAMED.test(line))) return true;
  if (entries.length < 2) return false;
  if (entries.length >= 2 * head.length) return true;
  const { products } = headerOf(head);
  const priced = products.some(({ price }) => price !== "");
  return priced && entries.every(({ text }) => entryOf(text, products).items.length > 0);
}

/** The day that is meant by a month and a day: the last one that is not ahead. */
function dayOf(date: string, now: Instant): string {
  if (!/^\d{1,2}-\d{1,2}$/.test(date)) return date;
  const [month = "", day = ""] = date.split("-").map((part) => part.padStart(2, "0"));
  const today = businessDay(now + DAY);
  const year = Number(today.slice(0, 4));
  return `${year}-${month}-${day}` <= today
    ? `${year}-${month}-${day}`
    : `${year - 1}-${month}-${day}`;
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const lineOf = (cells: readonly string[]): string => `${cells.map(quoted).join(",")}\n`;

type Writing = { readonly header: Header; readonly name: string; readonly now: Instant };

function rowsOf({ n, text }: Numbered, { header, name, now }: Writing): readonly string[][] {
  const entry = entryOf(text, header.products);
  type Item = Pick<Entry["items"][number], "product"> & { readonly quantity: number | string };
  const said = (item: Item | null): string[] => [
    `${name}-${n}`,
    dayOf(header.date, now),
    iso(now),
    entry.name,
    // Of several goods nobody knows which was meant; where the list names none, the buyer does.
    item?.product.title ?? (header.products.length > 0 ? "" : entry.note),
    item === null ? "" : String(item.quantity),
    item?.product.price ?? "",
    entry.total,
    header.pickup,
    header.leader,
    header.community,
    header.commission,
    entry.note,
    entry.cancelled ? "已取消" : "",
    `${n}. ${text}`,
  ];
  const [first] = header.products;
  // Nobody knows how many were meant: the row says so itself, and is refused with all that stands beside it.
  if (entry.unclear !== "" && first !== undefined)
    return [said({ product: first, quantity: entry.unclear })];
  return entry.items.length === 0 ? [said(null)] : entry.items.map(said);
}

/** Lists pasted one below the other, each with its own head. */
function listsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const lists: string[][] = [];
  for (const line of lines) {
    const last = lists.at(-1);
    const next = BEGINS.test(line) && last?.some((one) => numbered(one)?.n === 1) === true;
    if (last === undefined || next) lists.push([line]);
    else last.push(line);
  }
  return lists;
}

function rowsOfList(lines: readonly string[], now: Instant): readonly string[][] | null {
  const parts = partsOf(lines);
  if (parts === null || !isChain(lines, parts)) return null;
  const header = headerOf(parts.head);
  const name = `JL${digest(parts.head.map((line) => line.replace(/\s+/g, "")).join("\n"))}`;
  return parts.entries.flatMap((entry) => rowsOf(entry, { header, name, now }));
}

/**
 * A 接龙 that was pasted, as a table of orders; null when it is none. The same list pasted later with more lines names the
 * same orders, because they are named by what stands above the numbers.
 */
export function chainTable(text: string, now: Instant): string | null {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(KEYCAP, "$1."))
    .filter((line) => line.trim() !== "");
  const lists = listsOf(lines).map((list) => rowsOfList(list, now));
  const rows = lists.flatMap((list) => list ?? []);
  return rows.length === 0 || lists.includes(null) ? null : [COLUMNS, ...rows].map(lineOf).join("");
}
