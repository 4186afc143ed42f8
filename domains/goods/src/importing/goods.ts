import {
  err,
  type Money,
  ok,
  type Rate,
  type Result,
  type ShopId,
  type Text,
} from "@zhongshu/kernel";
import {
  digest,
  goesOn,
  type Importer,
  type ImportRow,
  lacking,
  narrow,
  passOver,
  type ReadRow,
  type RowEvent,
  readAmount,
  textOf,
} from "@zhongshu/ledger/contract";
import { bareShares, goodsFields, type Named, namedIn, type Reading, stockIn } from "./fields.ts";
import { foreignIn } from "./foreign.ts";
import { rateOfRow } from "./rate.ts";
import { ruleEvent } from "./rule.ts";
import { countsOf, keyOf, rulesOf, type Standing, since, toldOf } from "./standing.ts";
import { countEvent } from "./stock.ts";

type Goods = Named & {
  readonly category: string;
  readonly prices: Readonly<Partial<Record<"list" | "member" | "coupon" | "cost", Money>>>;
  readonly stock: number | null;
  readonly rate: Rate | null;
};

const NAMELESS: Text = {
  zh: "没有商品编码，也没有商品名称（或太长）。",
  en: "Neither a code nor a name of the goods is given, or it is too long.",
};
const wrong = (zh: string, en: string, value: string): Text => ({
  zh: `${zh}“${value}”读不懂。`,
  en: `The ${en} "${value}" cannot be read.`,
});

const PRICES = [
  ["price", "list", "售价", "price"],
  ["member", "member", "会员价", "member price"],
  ["coupon", "coupon", "券后价", "price with coupon"],
  ["cost", "cost", "成本价", "cost"],
] as const;

function pricesIn(row: ImportRow, currency: string): Result<Goods["prices"], Text> {
  const own = narrow(textOf(row, "currency")).toUpperCase() || currency;
  const prices: { [kind in "list" | "member" | "coupon" | "cost"]?: Money } = {};
  for (const [field, kind, zh, en] of PRICES) {
    const told = textOf(row, field);
    if (told === "" || told === "-" || told === "/") continue;
    const amount = readAmount(told, own);
    if (amount === null || amount.minor < 0) return err(wrong(zh, en, told));
    prices[kind] = { minor: amount.minor, currency: amount.currency ?? own };
  }
  return ok(prices);
}

function readGoods(row: ImportRow, how: Reading): Result<Goods, Text> {
  const named = namedIn(row);
  if (named === null) return err(NAMELESS);
  const prices = pricesIn(row, how.currency);
  if (!prices.ok) return prices;
  const count = textOf(row, "stock");
  const stock = count === "" ? null : stockIn(count);
  if (stock === undefined || (stock ?? 0) < 0) return err(wrong("库存", "stock", count));
  const own = narrow(textOf(row, "currency")).toUpperCase() || how.currency;
  const rate = rateOfRow(row, { ...how, currency: own });
  if (!rate.ok) return rate;
  const category = textOf(row, "category").slice(0, 500);
  return ok({ ...named, category, prices: prices.value, stock, rate: rate.value });
}

const facts = ({ product, sku, title, spec, category, prices }: Goods) => {
  const amounts = (["list", "member", "coupon", "cost"] as const).flatMap((kind) => {
    const price = prices[kind];
    return price === undefined
      ? []
      : [[keyOf(kind, sku), `${price.minor} ${price.currency}`] as const];
  });
  return [
    ...(title === "" ? [] : [[keyOf("title", product), title] as const]),
    ...(category === "" ? [] : [[keyOf("category", product), category] as const]),
    [keyOf("sku", product, sku), spec || title || sku] as const,
    ...amounts,
  ];
};

const given = <K extends string, V>(
  key: K,
  value: V | undefined | "",
): { readonly [k in K]?: V } | object =>
  value === undefined || value === "" ? {} : { [key]: value };

type Known = { readonly told: Standing; readonly counts: Standing; readonly rules: Standing };

function eventsOf(goods: Goods, { told, counts, rules }: Known, how: Reading & { now: number }) {
  const { product, sku, title, spec, category, prices, stock, rate } = goods;
  const { source, now } = how;
  const at = since(told, facts(goods)) ?? now;
  const known = told.get(keyOf("title", product))?.value;
  const properties = {
    product,
    ...given("title", title || (known === undefined ? product : "")),
    ...given("category", category),
    skus: [
      {
        ...given("cost", prices.cost),
        ...{ id: sku, name: spec || title || sku },
        ...given("listPrice", prices.list),
        ...given("memberPrice", prices.member),
        ...given("couponPrice", prices.coupon),
      },
    ],
  };
  const events: RowEvent[] = [
    {
      ...{ anonymousId: null, userId: null, type: "product_described", at, properties },
      messageId: `import:product:${source}:${digest(JSON.stringify([properties, at]))}`,
    },
  ];
  if (stock !== null)
    events.push(countEvent({ product, sku, stock, at: null }, { source, now, standing: counts }));
  if (rate !== null)
    events.push(
      ruleEvent(
        { scope: "product", subject: product, ...rate, until: null, from: null },
        { source, now, standing: rules },
      ),
    );
  return events;
}

const CARRIED = ["product", "title", "category"] as const;

/** What a shop sells: names, categories, SKUs, prices, and stock and commission where the list has them. */
export const goodsImporter: Importer = {
  kind: "goods",
  fields: goodsFields,
  joined: goesOn(CARRIED),
  lacks: (chosen) =>
    lacking(
      [{ zh: "商品名称或商品编码", en: "ProductName or SKU", oneOf: ["title", "sku", "product"] }],
      chosen,
    ),
  begin(options, sample) {
    const how = { ...options, bare: bareShares(sample) };
    return passOver<Goods>({
      // Without a name column every row has a code of its own.
      carried: sample.some((row) => textOf(row, "title") !== "") ? CARRIED : [],
      read: (row) => readGoods(row, how),
      refuses: (ctx, shop, rows) =>
        foreignIn(
          ctx,
          shop,
          rows.map(({ told: { rate, prices } }) => ({
            ...{ rate, own: Object.values(prices).map(({ currency }) => currency) },
          })),
        ),
      async events(ctx, shop: ShopId, rows: readonly ReadRow<Goods>[]) {
        const products = [...new Set(rows.map(({ told }) => told.product))];
        const skus = [...new Set(rows.map(({ told }) => told.sku))];
        const known = {
          told: await toldOf(ctx, { shop, products, skus }),
          counts: await countsOf(ctx, { shop, ids: skus }),
          rules: await rulesOf(ctx, shop),
        };
        return rows.map(({ told }) => eventsOf(told, known, { ...how, now: ctx.now }));
      },
    });
  },
};
