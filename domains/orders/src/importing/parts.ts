import { type Currency, err, ok, type Result, type Text } from "@zhongshu/kernel";
import {
  type ImportRow,
  narrow,
  readAmount,
  readQuantity,
  textOf,
} from "@zhongshu/ledger/contract";
import { type Item, itemsIn } from "./items.ts";
import { kindOf } from "./kind.ts";

/** One of the goods of a row. Of what costs nothing told, both `unit` and `sum` are null. */
export type Part = {
  readonly sku: string;
  readonly product: string;
  readonly title: string;
  readonly category: string | null;
  readonly kind: "goods" | "service";
  /** Negative where goods came back. */
  readonly quantity: number;
  readonly unit: number | null;
  readonly sum: number | null;
};
export type Goods = { readonly parts: readonly Part[]; readonly sign?: Currency };

const LONGEST = { id: 200, title: 500 } as const;
const MOST = { quantity: 1_000_000, parts: 90 } as const;
const text = (zh: string, en: string): Text => ({ zh, en });

/** What the cells of a row say of one of its goods, as they are written. */
type Cells = {
  readonly title: string;
  readonly sku: string;
  readonly spec: string;
  readonly quantity: number | null;
  readonly price: string;
  /** The price is for all of them. */
  readonly whole: boolean;
};

const linesOf = (cell: string): readonly string[] =>
  cell
    .split(/[\n;；]+/)
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** Cells that all have as many lines, one for each of the goods. */
function sideBySide(row: ImportRow): readonly Cells[] | null {
  const titles = linesOf(textOf(row, "title") || textOf(row, "items"));
  const quantities = linesOf(textOf(row, "quantity")).map(readQuantity);
  if (titles.length < 2 || quantities.length !== titles.length) return null;
  const column = (field: string): readonly string[] => {
    const lines = linesOf(textOf(row, field));
    return lines.length === titles.length ? lines : [];
  };
  const [skus, specs, prices] = [column("sku"), column("spec"), column("price")];
  return titles.map((title, i) => ({
    ...{ title, sku: skus[i] ?? "", spec: specs[i] ?? "", whole: false },
    ...{ quantity: quantities[i] ?? null, price: prices[i] ?? "" },
  }));
}

const cellsOf = (items: readonly Item[]): readonly Cells[] =>
  items.map(({ title, quantity, price, whole }) => ({
    ...{ title, whole, sku: "", spec: "" },
    ...{ quantity: quantity ?? 1, price: price ?? "" },
  }));

/** Is this a list of goods and no name of one: each says how many, and together what the row says, if it says any? */
function isList(items: readonly Item[], told: string): boolean {
  if (items.length === 0 || items.some(({ quantity }) => quantity === null)) return false;
  if (told === "") return true;
  const sum = items.reduce((all, { quantity }) => all + (quantity ?? 0), 0);
  const many = readQuantity(told);
  return items.length > 1 && (many === sum || many === items.length);
}

function read(row: ImportRow): readonly Cells[] {
  const beside = sideBySide(row);
  if (beside !== null) return beside;
  const [listed, title, told] = ["items", "title", "quantity"].map((field) => textOf(row, field));
  const items = itemsIn(listed || title || "");
  if (isList(items, told ?? "")) return cellsOf(items);
  const several = items.length > 1 && (told === "" || listed !== "");
  if (several) return cellsOf(items);
  const [item] = items;
  const unsaid = row.cells["quantity"] === undefined ? (item?.quantity ?? 1) : null;
  const price = textOf(row, "price");
  return [
    {
      ...{ title: title || item?.title || "", sku: textOf(row, "sku"), spec: textOf(row, "spec") },
      quantity: told === "" ? unsaid : readQuantity(told ?? ""),
      price: price || (item?.price ?? ""),
      whole: price === "" && item?.whole === true,
    },
  ];
}

const quantityRefusal = (quantity: number | null): Text | null => {
  if (quantity === null) return text("数量不是整数。", "The quantity is not a whole number.");
  if (quantity === 0) return text("数量是 0。", "The quantity is 0.");
  return Math.abs(quantity) > MOST.quantity
    ? text("数量太大。", "The quantity is too large.")
    : null;
};

type Named = Pick<Part, "sku" | "product" | "title" | "category" | "kind">;

/** Without a code the name is the identity: the only one that the file gives. */
function named(row: ImportRow, cells: Cells): Result<Named, Text> {
  const title = cells.title.slice(0, LONGEST.title);
  const code = narrow(cells.sku);
  const bare = narrow(textOf(row, "product")) || code || title.slice(0, LONGEST.id);
  const sku = code || (cells.spec === "" ? bare : `${bare} ${cells.spec}`);
  if (sku === "")
    return err(
      text("没有商品编码，也没有商品名称。", "Neither a code nor a name of the goods is given."),
    );
  if (sku.length > LONGEST.id || bare.length > LONGEST.id)
    return err(text("商品编码太长。", "The code of the goods is too long."));
  const category = textOf(row, "category").slice(0, LONGEST.title) || null;
  return ok({ sku, product: bare, title, category, kind: kindOf(sku, title) });
}

type PartRead = { readonly part: Part; readonly sign: Currency | null };

function partOf(row: ImportRow, cells: Cells, currency: Currency): Result<PartRead, Text> {
  const name = named(row, cells);
  if (!name.ok) return name;
  const refusal = quantityRefusal(cells.quantity);
  if (refusal !== null || cells.quantity === null) return err(refusal ?? UNREADABLE);
  const told = cells.price;
  const price = told === "" ? null : readAmount(told, currency);
  if (told !== "" && price === null)
    return err(text(`单价“${told}”不是金额。`, `The price "${told}" is not an amount.`));
  if (price !== null && price.minor < 0) return err(text("单价是负数。", "The price is negative."));
  const minor = price?.minor ?? null;
  const cost = cells.whole ? { unit: null, sum: minor } : { unit: minor, sum: null };
  return ok({
    part: { ...name.value, quantity: cells.quantity, ...cost },
    sign: price?.currency ?? null,
  });
}

const UNREADABLE = text("这一行读不懂。", "This row cannot be read.");

/** The goods of a row, or what cannot be read of them. */
export function partsOf(row: ImportRow, currency: Currency): Result<Goods, Text> {
  const cells = read(row);
  if (cells.length > MOST.parts)
    return err(
      text(`一格里的商品超过 ${MOST.parts} 样。`, `A cell holds more than ${MOST.parts} goods.`),
    );
  const parts: Part[] = [];
  let sign: Currency | null = null;
  for (const one of cells) {
    const found = partOf(row, one, currency);
    if (!found.ok) return found;
    parts.push(found.value.part);
    sign ??= found.value.sign;
  }
  return ok({ parts, ...(sign === null ? {} : { sign }) });
}
