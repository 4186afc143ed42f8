import { rows } from "../rows.ts";

type Row = { readonly profile: string; readonly product: string; readonly day: string };

// Codes of goods begin with five digits; postage, fees and vouchers do not.
const GOODS = /^\d{5}/;

/** Goods bought by known customers, from a file of the UCI form; a page at a time. */
export async function* purchases(file: string): AsyncIterable<readonly Row[]> {
  let page: Row[] = [];
  for await (const cell of rows(file)) {
    const bought = Number(cell("Quantity")) > 0 && Number(cell("UnitPrice")) >= 0;
    if (!bought || cell("CustomerID") === "" || !GOODS.test(cell("StockCode"))) continue;
    if (cell("InvoiceNo").startsWith("C")) continue;
    page.push({
      profile: cell("CustomerID"),
      product: cell("StockCode"),
      day: cell("InvoiceDate").slice(0, 10),
    });
    if (page.length === 5_000) {
      yield page;
      page = [];
    }
  }
  yield page;
}
