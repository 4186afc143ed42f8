import { rateOf, type Sql, shopId } from "@zhongshu/kernel";
import { CommissionRuleSet, type LedgerEvent, ProductDescribed } from "@zhongshu/ledger/contract";
import {
  describe,
  nameSkus,
  price,
  rule,
  type ToldCost,
  type ToldPrice,
  type ToldProduct,
  type ToldRule,
  type ToldSku,
  costs as tellCosts,
} from "./rows.ts";

/** The dated rows that lists speak of. */
export type Told = {
  readonly products: readonly ToldProduct[];
  readonly skus: readonly ToldSku[];
  readonly prices: readonly ToldPrice[];
  readonly costs: readonly ToldCost[];
  readonly rules: readonly ToldRule[];
};

export const TOLD_BY = { products: "product_described", rules: "commission_rule_set" } as const;

type Described = ProductDescribed & Pick<LedgerEvent, "shop" | "at">;

const productOf = ({ shop, product, at, title, category }: Described): readonly ToldProduct[] =>
  title === undefined
    ? []
    : [{ shop, product, from: at, title, ...(category === undefined ? {} : { category }) }];

const skusOf = ({ shop, product, at: from, skus }: Described): readonly ToldSku[] =>
  skus.map(({ id: sku, name }) => ({ shop, product, from, sku, name: name ?? sku }));

function pricesOf({ shop, at: from, skus }: Described): readonly ToldPrice[] {
  return skus.flatMap(({ id: sku, listPrice, memberPrice, couponPrice }) => {
    const kinds = { list: listPrice, member: memberPrice, coupon: couponPrice };
    return (["list", "member", "coupon"] as const).flatMap((kind) => {
      const amount = kinds[kind];
      return amount === undefined ? [] : [{ shop, from, sku, kind, price: amount }];
    });
  });
}

const costsOf = ({ shop, at: from, skus }: Described): readonly ToldCost[] =>
  skus.flatMap(({ id: sku, cost }) => (cost === undefined ? [] : [{ shop, from, sku, cost }]));

function ruleOf({ shop, at, receivedAt, properties }: LedgerEvent): ToldRule {
  const { scope, subject, until, ...told } = CommissionRuleSet.parse(properties);
  const when = { validFrom: at, validUntil: until, toldAt: receivedAt };
  return { shop: shopId(shop), scope, subject, ...when, ...rateOf(told) };
}

export function toldIn(batch: readonly LedgerEvent[]): Told {
  const described = batch
    .filter(({ type }) => type === TOLD_BY.products)
    .map(({ shop, at, properties }) => ({ ...ProductDescribed.parse(properties), shop, at }));
  return {
    products: described.flatMap(productOf),
    skus: described.flatMap(skusOf),
    prices: described.flatMap(pricesOf),
    costs: described.flatMap(costsOf),
    rules: batch.filter(({ type }) => type === TOLD_BY.rules).map(ruleOf),
  };
}

export async function write(
  sql: Sql,
  { products, skus, prices, costs, rules }: Told,
): Promise<void> {
  await describe(sql, products, "list");
  await nameSkus(sql, skus, "list");
  await price(sql, prices, "list");
  await tellCosts(sql, costs, "list");
  await rule(sql, rules, "list");
}

/** What lists of the shop say becomes the same dated rows as what is put in by hand. */
export const projectTold = (sql: Sql, batch: readonly LedgerEvent[]): Promise<void> =>
  write(sql, toldIn(batch));
