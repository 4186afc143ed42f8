import { formatMoney, type Money, type Text } from "@zhongshu/kernel";
import { plain } from "../catalogue/codes.ts";

export type GoodsRule =
  | "stock-below-zero"
  | "goods-same-name"
  | "sku-unknown"
  | "price-order"
  | "price-below-cost";
export type Fault = {
  readonly rule: GoodsRule;
  readonly product: string;
  readonly subject: string;
  readonly name: string;
  readonly says: Text;
  readonly mend: Text;
};

const merged = (keep: string): Text => ({
  zh: `是同一件商品的话，请在商城里并到“${keep}”；不是的话，请把名称改得分得开。`,
  en: `If they are one, merge it into "${keep}" in the mall; if not, give them names that differ.`,
});

/** Sold before the catalogue knew it: what is imported from now on is taken for the one of the catalogue. */
const soldByName = (keep: string): Text => ({
  zh: `是同一件商品的话，以后导入、只写名称的订单会自动记到“${keep}”；以前的，撤销那次导入再导一次就并过来。不是的话，请把名称改得分得开。`,
  en: `If they are one, orders that are imported from now on and only name it go to "${keep}"; for earlier ones undo that import and import it again. If not, give them names that differ.`,
});

type Named = { readonly product: string; readonly title: string; readonly told: boolean };

/** Products of which a customer cannot tell one from the other; told goods stand for learned ones. */
export function sameNames(products: readonly Named[]): readonly Fault[] {
  const groups = Map.groupBy(products, ({ title }) => plain(title));
  return [...groups].flatMap(([name, of]) => {
    const [keep, ...others] = of.toSorted(
      (a, b) => Number(b.told) - Number(a.told) || (a.product < b.product ? -1 : 1),
    );
    if (keep === undefined || name === "") return [];
    return others.map(({ product, title, told }) => ({
      ...{ rule: "goods-same-name" as const, product, subject: product, name: title },
      says: {
        zh: `和“${keep.product}”同名，编码是“${product}”。`,
        en: `It has the name of "${keep.product}", under the code "${product}".`,
      },
      mend:
        keep.told && !told && plain(product) === plain(title)
          ? soldByName(keep.product)
          : merged(keep.product),
    }));
  });
}

type Sku = {
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly told: boolean;
};

/** What was sold and is in no catalogue. A shop that told no goods at all has nothing to compare with. */
export function unknownSkus(skus: readonly Sku[]): readonly Fault[] {
  if (!skus.some(({ told }) => told)) return [];
  return skus
    .filter(({ told }) => !told)
    .map(({ product, sku, title }) => ({
      ...{ rule: "sku-unknown" as const, product, subject: `${product} ${sku}`, name: title },
      says: {
        zh: `订单里卖过规格“${sku}”，商品资料里没有。`,
        en: `"${sku}" was sold and is in no list of goods.`,
      },
      mend: {
        zh: "请在商品页补上它的价格和库存，或导入完整的商品表。",
        en: "Tell its price and stock on the page of goods, or import the whole list.",
      },
    }));
}

type Left = {
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly left: number;
};

export const belowZero = (stocks: readonly Left[]): readonly Fault[] =>
  stocks
    .filter(({ left }) => left < 0)
    .map(({ product, sku, title, left }) => ({
      ...{ rule: "stock-below-zero" as const, product, subject: sku, name: title },
      says: {
        zh: `规格“${sku}”盘点加出入库是 ${left} 件。`,
        en: `Of "${sku}" ${left} are left by count and movements.`,
      },
      mend: {
        zh: `请重新盘点“${sku}”，把现在的库存填上；补一条 ${-left} 件以上的入库也可以。`,
        en: `Count "${sku}" again and tell the stock, or tell the ${-left} or more that came in.`,
      },
    }));

type Priced = {
  readonly product: string;
  readonly sku: string;
  readonly title: string;
  readonly list: Money | null;
  readonly lower: Money | null;
};

/** A price for members or with a coupon above the list price: one of the two is a slip. */
export const outOfOrder = (prices: readonly Priced[]): readonly Fault[] =>
  prices.flatMap(({ product, sku, title, list, lower }) => {
    if (list === null || lower === null || list.currency !== lower.currency) return [];
    if (lower.minor <= list.minor) return [];
    return [
      {
        ...{ rule: "price-order" as const, product, subject: sku, name: title },
        says: {
          zh: `优惠价 ${formatMoney(lower)} 比标价 ${formatMoney(list)} 还高。`,
          en: `The lower price, ${formatMoney(lower)}, is above the list price of ${formatMoney(list)}.`,
        },
        mend: {
          zh: "请在商品页核对：把优惠价改低，或把标价改对。",
          en: "See to it on the page of goods: lower the one or correct the other.",
        },
      },
    ];
  });

type Costed = Omit<Priced, "list" | "lower"> & {
  /** What a customer pays at the least, and what a piece costs the shop. */
  readonly price: Money;
  readonly cost: Money;
};

/** Every piece that is sold so loses money, which a shop may mean to do and should know. */
export const belowCost = (prices: readonly Costed[]): readonly Fault[] =>
  prices.flatMap(({ product, sku, title, price, cost }) =>
    price.currency !== cost.currency || price.minor >= cost.minor
      ? []
      : [
          {
            ...{ rule: "price-below-cost" as const, product, subject: sku, name: title },
            says: {
              zh: `最低卖 ${formatMoney(price)}，成本 ${formatMoney(cost)}，卖一件亏一件。`,
              en: `It sells for ${formatMoney(price)} and costs ${formatMoney(cost)}: each piece loses money.`,
            },
            mend: {
              zh: "请在商品页核对：成本填错了就改成本，价格填错了就改价格；有意亏本引流的，可以不改。",
              en: "See to it on the page of goods: correct the cost or the price; where it is meant to draw people, leave it.",
            },
          },
        ],
  );
