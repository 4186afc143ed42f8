import type { Text } from "@zhongshu/kernel";
import type { ImportEvent, RefusedRow, Retold, Settled } from "@zhongshu/ledger/contract";
import { type Line, placeIn } from "./line.ts";

/** What is stored of the documents of a batch, by `lineKey` and `documentKey`. */
export type Known = {
  readonly lines: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string | null>;
  /** Which lines are stored of a document. */
  readonly ordinals: ReadonlyMap<string, readonly number[]>;
  /** What the lines of an order come to. */
  readonly sums: ReadonlyMap<string, number>;
};

type DocumentId = Pick<Line, "document" | "number">;
export const documentKey = ({ document, number }: DocumentId): string => `${document} ${number}`;
export const lineKey = (line: DocumentId & Pick<Line, "ordinal">): string =>
  `${documentKey(line)} ${line.ordinal}`;

type Content = Pick<Line, "document" | "at" | "sku" | "product" | "title" | "quantity"> &
  Pick<Line, "category" | "minor" | "currency" | "kind">;
/** Everything that must be the same for two rows to be the same line. Stock has no price or category. */
export const contentOf = (line: Content): string => {
  const moved = [line.at, line.sku, line.product, line.title, line.quantity];
  const sold = [line.category, line.minor, line.currency, line.kind];
  return JSON.stringify(line.document === "stock" ? moved : [...moved, ...sold]);
};

export type Goods = Pick<Line, "sku" | "product" | "title">;
/** The goods of a line that is stored; `content` as above. */
function goodsIn(content: string | undefined): Goods | null {
  const told: unknown = content === undefined ? null : JSON.parse(content);
  const [, sku, product, title] = Array.isArray(told) ? told.map(String) : [];
  return sku === undefined || product === undefined || title === undefined
    ? null
    : { sku, product, title };
}

/** The goods that are stored of an order. */
export const goodsOf = ({ lines, ordinals }: Known, number: string): readonly Goods[] =>
  (ordinals.get(documentKey({ document: "order", number })) ?? []).flatMap(
    (ordinal) => goodsIn(lines.get(lineKey({ document: "order", number, ordinal }))) ?? [],
  );

/** The code under which this very line is stored, if it is, whatever its own. */
export function codeOf(
  line: Content,
  content: string | undefined,
): Pick<Line, "sku" | "product"> | null {
  const stored = goodsIn(content);
  if (stored === null) return null;
  const { sku, product } = stored;
  return contentOf({ ...line, sku, product }) === content ? { sku, product } : null;
}

const CONFLICT: Text = {
  zh: "这一行以前导入过，但内容和那次不一样；原来的保留不动。",
  en: "This row was imported before with other content; what is stored stays as it is.",
};
const GIVEN_OUT: Text = {
  zh: "这个订单的金额已经算在别的行上了，再导入这一行就多算一次。请撤销那次导入，把这个订单的各行放在一起再导入。",
  en: "The total of this order stands on other rows of it already; with this row it would be counted twice. Undo that import, and import all rows of the order side by side.",
};
const RECAST: Text = {
  zh: "这个订单以前导入过，分行和这次不一样；再加进去会多算一次。要改用这次的，先撤销那次导入，再导入这一份。",
  en: "This order was imported before in other rows; with these it would be counted twice. To have it as it is here, undo that import and import this file again.",
};
const TWO_CUSTOMERS: Text = {
  zh: "同一个单号出现了两个客户。",
  en: "One order number has two customers.",
};

/** Compares lines with what is known: events for what is new, refusals for what contradicts. */
export function settle(
  source: string,
  lines: readonly Line[],
  known: Known,
): Required<Omit<Settled, "tally">> & {
  readonly accepted: readonly Line[];
} {
  const customers = new Map(known.customers);
  const accepted: Line[] = [];
  const fresh: Line[] = [];
  const refused: RefusedRow[] = [];
  const elsewise = recast(lines, known);
  const contentOfKnown = (line: Line): string | undefined => known.lines.get(lineKey(line));
  for (const bundle of Map.groupBy(lines, (line) => line.bundle).values()) {
    const reason =
      firstOf(bundle, (line) =>
        contradiction(line, customers.get(documentKey(line)), contentOfKnown(line)),
      ) ??
      (bundle.some((line) => elsewise.has(documentKey(line))) ? RECAST : givenOut(bundle, known));
    if (reason !== null) {
      refused.push(...rowsRefused(bundle, reason));
      continue;
    }
    for (const line of bundle) {
      const key = documentKey(line);
      customers.set(key, line.customer ?? customers.get(key) ?? null);
      accepted.push(line);
      if (contentOfKnown(line) === undefined) fresh.push(line);
    }
  }
  const first = new Set(fresh.map(documentKey).filter((key) => !known.customers.has(key)));
  const told = events(source, fresh, first);
  return { events: told, retold: again(source, accepted, fresh), refused, accepted };
}

function firstOf<T, R>(all: readonly T[], of: (one: T) => R | null): R | null {
  for (const one of all) {
    const found = of(one);
    if (found !== null) return found;
  }
  return null;
}

export const sumOf = (lines: readonly Pick<Line, "quantity" | "minor">[]): number =>
  lines.reduce((sum, { quantity, minor }) => sum + quantity * minor, 0);

/** A sum that may be the whole order's, and is just what other rows of it stand with, is not given out again. */
function givenOut(bundle: readonly Line[], known: Known): Text | null {
  const sold = bundle.filter(({ document, shares }) => document === "order" && shares);
  const [first] = sold;
  const all = first === undefined ? 0 : (known.sums.get(documentKey(first)) ?? 0);
  if (all === 0) return null;
  const others = all - sumOf(sold.filter((line) => known.lines.has(lineKey(line))));
  return others === sumOf(sold) ? GIVEN_OUT : null;
}

/** Orders that are told in other rows than they are stored in: what is new of them may be what stands already. */
const recast = (lines: readonly Line[], known: Known): ReadonlySet<string> =>
  new Set(
    [
      ...Map.groupBy(
        lines.filter(({ document }) => document === "order"),
        documentKey,
      ),
    ]
      .filter(([key, told]) => isRecast(told, known.ordinals.get(key) ?? [], known))
      .map(([key]) => key),
  );

/** Are some lines new, and others changed or gone? Gone is what its own row no longer tells; where a row has grown, also rows below. */
function isRecast(told: readonly Line[], stored: readonly number[], { lines }: Known): boolean {
  const isNew = (line: Line): boolean => !lines.has(lineKey(line));
  if (!told.some(isNew)) return false;
  if (told.some((line) => !isNew(line) && lines.get(lineKey(line)) !== contentOf(line)))
    return true;
  const rows = Map.groupBy(told, ({ ordinal }) => placeIn(ordinal));
  const grown = [...rows].filter(([, row]) => row.some(isNew) && !row.every(isNew));
  const from = Math.min(...grown.map(([place]) => place));
  const ours = new Set(told.map(({ ordinal }) => ordinal));
  return stored.some((ordinal) => {
    const place = placeIn(ordinal);
    return !ours.has(ordinal) && (rows.has(place) || place > from);
  });
}

const rowsRefused = (bundle: readonly Line[], reason: Text): readonly RefusedRow[] =>
  [...new Map(bundle.map(({ row, place }) => [row.row, { row, place }])).values()].map(
    ({ row, place }) => ({ row: row.row, raw: row.raw, reason, ordinal: place }),
  );

/** What the lines would tell had nothing stood, of each document and moment of which something did. */
function again(
  source: string,
  accepted: readonly Line[],
  fresh: readonly Line[],
): readonly Retold[] {
  if (fresh.length === accepted.length) return [];
  const news = Map.groupBy(fresh, groupKey);
  const all = [...Map.groupBy(accepted, groupKey)];
  const first = new Set(accepted.map(documentKey));
  return all.flatMap(([key, group]) => {
    const [event] = events(source, group, first);
    const part = news.get(key) ?? [];
    if (event === undefined || part.length === group.length) return [];
    const [told] = events(source, part, new Set());
    return [{ event, instead: told?.messageId ?? null }];
  });
}

function contradiction(
  line: Line,
  customer: string | null | undefined,
  content: string | undefined,
): Text | null {
  // A refund that names nobody took the name of its order's customer (OR3).
  const unsaid = line.document === "refund" && line.customer === null;
  if (customer !== undefined && customer !== line.customer && !unsaid) return TWO_CUSTOMERS;
  return content !== undefined && content !== contentOf(line) ? CONFLICT : null;
}

const groupKey = (line: Line): string => `${documentKey(line)} ${line.at}`;

/** One event for the new lines of a document at one moment. `first` loses each key that it used. */
function events(
  source: string,
  fresh: readonly Line[],
  first: Set<string>,
): readonly ImportEvent[] {
  const groups = Map.groupBy(fresh, groupKey);
  // A row of several lines is counted with the first of them.
  const counted = new Set<number>();
  return [...groups.values()].flatMap((group) => {
    const [head] = group;
    if (head === undefined) return [];
    const rows = [...new Set(group.map(({ row }) => row.row))];
    const own = rows.filter((row) => !counted.has(row)).length;
    for (const row of rows) counted.add(row);
    return [event(source, { head, group, rows, own, first: first.delete(documentKey(head)) })];
  });
}

const TYPES = { order: "order_placed", refund: "order_refunded", stock: "stock_adjusted" } as const;

type Group = {
  readonly head: Line;
  readonly group: readonly Line[];
  readonly rows: readonly number[];
  readonly own: number;
  readonly first: boolean;
};

function event(source: string, { head, group, rows, own, first }: Group): ImportEvent {
  const { document, number, at, customer, anonymous } = head;
  const last = group.at(-1)?.ordinal ?? head.ordinal;
  const range = `${head.ordinal}-${last}`;
  return {
    messageId: `import:${document}:${source}:${number}:${range}`,
    type: TYPES[document],
    anonymousId: anonymous,
    userId: customer,
    at,
    properties: { source, number, ...details(head, first), lines: group.map(lineOf) },
    rows: own,
    lines: rows.toSorted((a, b) => a - b),
  };
}

function details(
  { document, refundOf, where }: Line,
  first: boolean,
): Readonly<Record<string, unknown>> {
  if (document === "order") return { first, ...where };
  return document === "refund" ? { order: refundOf } : {};
}

function lineOf(line: Line): Readonly<Record<string, unknown>> {
  const { ordinal, sku, product, title, category, quantity, minor, currency, kind } = line;
  const moved = { ordinal, sku, product, title, quantity };
  return line.document === "stock"
    ? moved
    : { ...moved, category, unitPrice: { minor, currency }, kind };
}
