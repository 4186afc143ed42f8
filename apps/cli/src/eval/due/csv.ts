import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";

type Row = { readonly profile: string; readonly product: string; readonly day: string };

/** One CSV record without line breaks inside: quoted fields, doubled quotes. */
const fields = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) =>
    (m[1] ?? "").replace(/^"|"$/g, "").replaceAll('""', '"'),
  );

// Codes of goods begin with five digits; postage, fees and vouchers do not.
const GOODS = /^\d{5}/;

/** Goods bought by known customers, from a file of the UCI form; a page at a time. */
export async function* purchases(file: string): AsyncIterable<readonly Row[]> {
  const raw = createReadStream(file);
  const input = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  let head: string[] | null = null;
  let page: Row[] = [];
  for await (const line of createInterface({ input })) {
    const row = fields(line);
    if (head === null) {
      head = row;
      continue;
    }
    const of = (name: string): string => row[head?.indexOf(name) ?? -1] ?? "";
    const bought = Number(of("Quantity")) > 0 && Number(of("UnitPrice")) >= 0;
    if (!bought || of("CustomerID") === "" || !GOODS.test(of("StockCode"))) continue;
    if (of("InvoiceNo").startsWith("C")) continue;
    page.push({
      profile: of("CustomerID"),
      product: of("StockCode"),
      day: of("InvoiceDate").slice(0, 10),
    });
    if (page.length === 5_000) {
      yield page;
      page = [];
    }
  }
  yield page;
}
