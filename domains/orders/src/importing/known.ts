import type { Ctx, ShopId } from "@zhongshu/kernel";
import type { Line } from "./line.ts";
import { contentOf, documentKey, type Known, lineKey, sumOf } from "./settle.ts";

type DocumentKind = Line["document"];
type HeadRow = Pick<Line, "document" | "number" | "customer">;
type LineRow = Omit<
  Line,
  | "row"
  | "place"
  | "bundle"
  | "shares"
  | "refundOf"
  | "document"
  | "customer"
  | "anonymous"
  | "called"
  | "where"
>;

type Asked = {
  readonly shop: ShopId;
  readonly source: string;
  readonly lines: readonly Pick<Line, "document" | "number" | "refundOf">[];
};

const numbersOf = (
  lines: readonly Pick<Line, "document" | "number">[],
  document: DocumentKind,
): string[] => [
  ...new Set(lines.filter((line) => line.document === document).map((line) => line.number)),
];

/** The documents of the lines, and the orders that refunds among them name. */
const touched = (lines: Asked["lines"]): readonly Pick<Line, "document" | "number">[] =>
  lines.flatMap((line) =>
    line.refundOf === null ? [line] : [line, { document: "order", number: line.refundOf } as const],
  );

// A planner without statistics takes a growing table for an empty one, and then reads every line of the shop for
// every batch: with "= any" and with a plain join. "offset 0" keeps it at one look into the key for each number
// (150,000 rows: 17.6 s became 0.6 s).
const byNumber = (table: string): string => `
  from unnest($3::text[]) as asked (number)
 cross join lateral (
       select * from ${table} stored
        where stored.tenant = nullif(current_setting('app.tenant', true), '')::uuid
          and stored.shop = $1 and stored.source = $2 and stored.number = asked.number
       offset 0) found`;

const LINE = "found.number, ordinal, at, sku, product, title, quantity";
const SOLD = "category, minor, currency, kind";
const LINES: Readonly<Record<DocumentKind, string>> = {
  order: `select ${LINE}, ${SOLD} ${byNumber("orders.line")}`,
  refund: `select ${LINE}, ${SOLD} ${byNumber("orders.refund_line")}`,
  stock: `select ${LINE}, null as category, 0 as minor, '' as currency, 'goods' as kind
          ${byNumber("orders.stock_line")}`,
};

/** What is stored of the documents of these lines, and of the orders that they name. A stock adjustment has no customer on record. */
export async function knownOf(ctx: Ctx, { shop, source, lines }: Asked): Promise<Known> {
  const asked = touched(lines);
  const heads = async (document: "order" | "refund", table: string): Promise<readonly HeadRow[]> =>
    ctx.sql.rows<HeadRow>(
      `select '${document}' as document, found.number, customer ${byNumber(table)}`,
      [shop, source, numbersOf(asked, document)],
    );
  const known = [
    ...(await heads("order", 'orders."order"')),
    ...(await heads("refund", "orders.refund")),
  ];
  const found = new Map<string, string>();
  const ordinals = new Map<string, number[]>();
  const sums = new Map<string, number>();
  const stock = lines.filter((line) => line.document === "stock");
  for (const document of ["order", "refund", "stock"] as const) {
    const numbers = numbersOf(document === "stock" ? stock : known, document);
    if (numbers.length === 0) continue;
    const rows = await ctx.sql.rows<LineRow>(LINES[document], [shop, source, numbers]);
    for (const row of rows) {
      const line = { ...row, document };
      found.set(lineKey(line), contentOf(line));
      const key = documentKey(line);
      const own = ordinals.get(key) ?? [];
      own.push(line.ordinal);
      ordinals.set(key, own);
      if (document === "order") sums.set(key, (sums.get(key) ?? 0) + sumOf([line]));
    }
  }
  return {
    lines: found,
    ordinals,
    sums,
    customers: new Map(known.map((head) => [documentKey(head), head.customer])),
  };
}
