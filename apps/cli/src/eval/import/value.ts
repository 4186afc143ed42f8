import { businessDay, DAY, MINUTE, type Rate } from "@zhongshu/kernel";
import { narrow, plainPhone, readAmount, readMoment, readShare } from "@zhongshu/ledger/contract";
import { z } from "zod";
import type { Told } from "./expected.ts";

/** A value as the product shows it, and how it is compared with what somebody wrote down. */
export type Value =
  /** Any of these words will do: a customer may be meant by number, phone or name. */
  | { readonly is: "text"; readonly any: readonly string[] }
  | { readonly is: "money"; readonly minor: number | null }
  | { readonly is: "count"; readonly n: number | null }
  | { readonly is: "share"; readonly rate: Rate | null }
  | { readonly is: "time"; readonly at: number | null }
  /** The instant behind a last day. */
  | { readonly is: "end"; readonly at: number | null }
  | { readonly is: "lines"; readonly lines: readonly ShownLine[] };

export type ShownLine = {
  readonly title: string;
  readonly sku: string;
  readonly quantity: number;
  readonly minor: number;
  readonly service: boolean;
};

const masked = (phone: string): string =>
  /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : phone;

const plain = (text: string): string => narrow(text).replace(/\s+/g, " ");

function sameText(told: string, shown: string): boolean {
  if (plain(told) === plain(shown)) return true;
  const [a, b] = [plainPhone(told), plainPhone(shown)];
  return /^1[\d*]{10}$/.test(a) && (a.includes("*") || b.includes("*")) && masked(a) === masked(b);
}

const minorOf = (told: Told): number | null => {
  const text = typeof told === "number" ? String(Math.round(told * 100) / 100) : String(told);
  return readAmount(text, "CNY")?.minor ?? null;
};

function bpOf(told: Told): number | null {
  if (typeof told === "number" && told < 1) return Math.round(told * 10_000);
  return readShare(String(told), "percent");
}

/** A fixed sum is written with the sign of money, and what it is for is left out. */
function sameRate(told: Told, shown: Rate | null): boolean {
  if (shown === null) return false;
  if ("bp" in shown) return bpOf(told) === shown.bp;
  const sum = String(told).replace(/^每件|\/件$/g, "");
  return bpOf(told) === null && readAmount(sum, shown.each.currency)?.minor === shown.each.minor;
}

const DAY_ONLY = /^\s*\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*$/;

const TO_THE_MINUTE = /\s\d{1,2}:\d{2}\s*$/;

/** To the precision in which it was written: a day, a minute, or the second. */
function sameTime(told: Told, at: number | null): boolean {
  const text = typeof told === "string" ? told : "";
  const meant = readMoment(text, null);
  if (meant === null || at === null) return false;
  if (DAY_ONLY.test(text)) return businessDay(meant) === businessDay(at);
  return TO_THE_MINUTE.test(text)
    ? Math.floor(meant / MINUTE) === Math.floor(at / MINUTE)
    : meant === at;
}

const isNothing = (told: Told): boolean => told === null || told === "";

/** Does the product show what was written? What is null is not to be there. */
export function same(told: Told, shown: Value): boolean {
  switch (shown.is) {
    case "text":
      if (isNothing(told)) return shown.any.length === 0;
      return shown.any.some((one) => sameText(String(told), one));
    case "money":
      return isNothing(told)
        ? shown.minor === null || shown.minor === 0
        : minorOf(told) === shown.minor;
    case "count":
      return isNothing(told) ? shown.n === null : Number(told) === shown.n;
    case "share":
      return isNothing(told) ? shown.rate === null : sameRate(told, shown.rate);
    case "time":
      return isNothing(told) ? shown.at === null : sameTime(told, shown.at);
    case "end":
      if (isNothing(told)) return shown.at === null;
      return sameTime(told, shown.at) || (shown.at !== null && sameTime(told, shown.at - DAY));
    case "lines":
      return sameLines(told, shown.lines);
  }
}

const Line = z.record(z.string(), z.json());
const LINE: Readonly<Record<string, readonly string[]>> = {
  title: ["title", "name", "goods", "item", "商品", "商品名称", "名称", "product"],
  sku: ["sku", "code", "商品编码", "编码", "规格编码"],
  quantity: ["quantity", "qty", "count", "数量", "件数"],
  price: ["price", "unit_price", "unitPrice", "unitprice", "单价"],
  amount: ["amount", "sum", "total", "subtotal", "金额", "小计"],
};

const ofLine = (line: z.infer<typeof Line>, what: string): Told | undefined =>
  (LINE[what] ?? []).map((name) => line[name]).find((value) => value !== undefined);

type Pooled = { readonly quantity: number; readonly minor: number };
/** One thing in two lines, because a sum does not come out even, is one thing here. */
function pooled(lines: readonly ShownLine[], by: "title" | "sku"): ReadonlyMap<string, Pooled> {
  const groups = Map.groupBy(lines, (line) => plain(line[by]));
  return new Map(
    [...groups].map(([key, of]) => [
      key,
      {
        quantity: of.reduce((sum, { quantity }) => sum + quantity, 0),
        minor: of.reduce((sum, { quantity, minor }) => sum + quantity * minor, 0),
      },
    ]),
  );
}

/** Lines of postage and the like are compared only where they were written down. */
function sameLines(told: Told, shown: readonly ShownLine[]): boolean {
  const lines = z.array(Line).safeParse(told);
  if (!lines.success) return false;
  const by = lines.data.every((line) => ofLine(line, "sku") !== undefined) ? "sku" : "title";
  const wanted = Map.groupBy(lines.data, (line) => plain(String(ofLine(line, by) ?? "")));
  const there = pooled(shown, by);
  const goods = pooled(
    shown.filter(({ service }) => !service),
    by,
  );
  if ([...goods.keys()].some((key) => !wanted.has(key))) return false;
  return [...wanted].every(([key, of]) => {
    const found = there.get(key);
    return found !== undefined && samePooled(of, found);
  });
}

function samePooled(told: readonly z.infer<typeof Line>[], found: Pooled): boolean {
  const quantities = told.map((line) => Number(ofLine(line, "quantity") ?? 1));
  const costs = told.map((line, i) => {
    const amount = ofLine(line, "amount");
    const price = ofLine(line, "price");
    if (amount !== undefined) return minorOf(amount);
    return price === undefined ? undefined : (minorOf(price) ?? Number.NaN) * (quantities[i] ?? 1);
  });
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  if (sum(quantities) !== found.quantity) return false;
  const known = costs.filter((cost) => cost !== undefined);
  return known.length < costs.length || sum(known.map(Number)) === found.minor;
}
