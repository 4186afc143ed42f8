import { err, type Instant, ok, type Result, type Text } from "@zhongshu/kernel";
import {
  type DateOrder,
  dateOrder,
  digest,
  type Importer,
  type ImportField,
  type ImportRow,
  importField,
  lacking,
  passOver,
  type RowEvent,
  readMoment,
  textOf,
} from "@zhongshu/ledger/contract";
import { IDENTITY, type Named, namedIn, stockIn } from "./fields.ts";
import { countsOf, keyOf, type Standing, since, toldOf } from "./standing.ts";

export type Count = {
  readonly product: string;
  readonly sku: string;
  readonly stock: number;
  /** Null: as it is now, or since when it has been so. */
  readonly at: Instant | null;
};
type Telling = { readonly source: string; readonly now: Instant; readonly standing: Standing };

/** A count as an event; one that says what is known is the event that told it. */
export function countEvent(
  { at: told, ...count }: Count,
  { source, now, standing }: Telling,
): RowEvent {
  const at = told ?? since(standing, [[count.sku, String(count.stock)]]) ?? now;
  return {
    messageId: `import:stock:${source}:${digest(JSON.stringify([count, at]))}`,
    ...{ type: "stock_counted", anonymousId: null, userId: null, at, properties: count },
  };
}

const fields: readonly ImportField[] = [
  ...IDENTITY,
  importField(
    "stock",
    "库存数量",
    [
      ...["Stock", "库存", "库存数量", "可用库存", "现有库存", "实际库存", "盘点数量", "实盘数量"],
      ...[
        "剩余库存",
        "剩余数量",
        "实盘库存",
        "实盘数",
        "盘点库存",
        "可用量",
        "可用数量",
        "可售库存",
      ],
      ...["可售数量", "库存数", "现存量", "在库数量", "结存数量", "OnHand", "Inventory", "库存量"],
      ...["数量", "当前库存", "账面数量", "Quantity"],
    ],
    { required: true, telling: true, fits: (value) => stockIn(value) !== undefined },
  ),
  importField("at", "盘点时间", [
    "CountedAt",
    "盘点时间",
    "盘点日期",
    "更新时间",
    "统计时间",
    "日期",
    "时间",
  ]),
  importField("warehouse", "仓库", ["Warehouse", "仓库", "仓库名称", "库位"], { telling: true }),
];

const text = (zh: string, en: string): Text => ({ zh, en });

type ReadCount = Count & Named;

function readCount(row: ImportRow, dates: DateOrder): Result<ReadCount, Text> {
  const named = namedIn(row);
  if (named === null)
    return err(
      text("没有商品编码，也没有商品名称。", "Neither a code nor a name of the goods is given."),
    );
  const told = textOf(row, "stock");
  const stock = stockIn(told);
  if (stock === undefined || stock === null)
    return err(text(`库存“${told}”不是整数。`, `The stock "${told}" is not a whole number.`));
  if (stock < 0)
    return err(
      text("库存是负数，请核对后再导入。", "The stock is below zero: check it and import again."),
    );
  const when = textOf(row, "at");
  const at = when === "" ? null : readMoment(when, dates);
  if (when !== "" && at === null)
    return err(text(`时间“${when}”看不懂。`, `The time "${when}" cannot be read.`));
  return ok({ ...named, stock, at });
}

/** What a list of stock calls goods that no catalogue has told of: else the shop would see codes alone. */
function nameEvents(
  { product, sku, title, spec }: Named,
  names: Standing,
  { source, now }: Pick<Telling, "source" | "now">,
): readonly RowEvent[] {
  if (title === "" || names.has(keyOf("title", product))) return [];
  const properties = { product, title, skus: [{ id: sku, name: spec || title }] };
  return [
    {
      ...{ type: "product_described", anonymousId: null, userId: null, at: now, properties },
      messageId: `import:product:${source}:${digest(JSON.stringify([properties, now]))}`,
    },
  ];
}

/** What is there of each SKU. Several rows of one SKU are several stores of it: they are added up. */
function addedUp(counts: readonly Count[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { sku, stock } of counts) sums.set(sku, (sums.get(sku) ?? 0) + stock);
  return sums;
}

export const stockImporter: Importer = {
  kind: "stock",
  fields,
  single: (chosen) => !chosen.includes("at"),
  lacks: (chosen) =>
    lacking(
      [
        { zh: "商品编码或商品名称", en: "SKU or ProductName", oneOf: ["sku", "title", "product"] },
        { zh: "库存数量", en: "Stock", oneOf: ["stock"] },
      ],
      chosen,
    ),
  begin({ source }, sample) {
    const dates = dateOrder(sample.map((row) => textOf(row, "at")));
    const stored = sample.some((row) => textOf(row, "warehouse") !== "");
    return passOver<ReadCount>({
      read: (row) => readCount(row, dates),
      async events(ctx, shop, rows) {
        const sums = stored ? addedUp(rows.map(({ told }) => told)) : null;
        const ids = [...new Set(rows.map(({ told }) => told.sku))];
        const products = [...new Set(rows.map(({ told }) => told.product))];
        const standing = await countsOf(ctx, { shop, ids });
        const names = await toldOf(ctx, { shop, products, skus: ids });
        return rows.map(({ told }) => {
          const { product, sku, at } = told;
          const stock = sums?.get(sku) ?? told.stock;
          return [
            countEvent({ product, sku, stock, at }, { source, now: ctx.now, standing }),
            ...nameEvents(told, names, { source, now: ctx.now }),
          ];
        });
      },
    });
  },
};
