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
  readonly lines: readonly Pick<Line, "document" | "number">[];
};

const numbersOf = (lines: Asked["lines"], document: DocumentKind): string[] => [
  ...new Set(lines.filter((line) => line.document === document).map((line) => line.number)),
];

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

/** What is stored of the documents of these lines. A stock adjustment has no customer on record. */
export async function knownOf(ctx: Ctx, { shop, source, lines }: Asked): Promise<Known> {
  const heads = async (document: "order" | "refund", table: string): Promise<readonly HeadRow[]> =>
    ctx.sql.rows<HeadRow>(
      `select '${document}' as document, found.number, customer ${byNumber(table)}`,
      [shop, source, numbersOf(lines, document)],
    );
  const known = [
    ...(await heads("order", 'orders."order"')),
    ...(await heads("refund", "orders.refund")),
  ];
  const found = new Map<string, string>();
  const sums = new Map<string, number>();
  const stock = lines.filter((line) => line.document === "stock");
  for (const document of ["order", "refund", "stock"] as const) {
    const numbers = numbersOf(document === "stock" ? stock : known, document);
    if (numbers.length === 0) continue;
    const rows = await ctx.sql.rows<LineRow>(LINES[document], [shop, source, numbers]);
    for (const row of rows) {
      const line = { ...row, document };
      found.set(lineKey(line), contentOf(line));
      if (document === "order")
        sums.set(documentKey(line), (sums.get(documentKey(line)) ?? 0) + sumOf([line]));
    }
  }
  return {
    lines: found,
    sums,
    customers: new Map(known.map((head) => [documentKey(head), head.customer])),
  };
}
