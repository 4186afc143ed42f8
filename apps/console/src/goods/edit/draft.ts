import type { Product, ProductChange } from "@zhongshu/goods/contract";
import { amountOf, instantOf, minorOf, scaled, type Typed, wallClock } from "../../forms/typed.ts";

type Sku = Product["skus"][number];
type SkuChange = NonNullable<ProductChange["skus"]>[number];
type Told = NonNullable<Product["window"]>;
export const TIMES = ["previewAt", "opensAt", "closesAt", "encoreFrom", "encoreUntil"] as const;

export type SkuDraft = {
  readonly list: string;
  readonly member: string;
  readonly coupon: string;
  readonly condition: string;
  readonly couponUntil: string;
  readonly stock: string;
};
/** What stands in the form, as typed. */
export type Draft = {
  readonly title: string;
  readonly category: string;
  readonly timed: boolean;
  readonly times: Readonly<Record<(typeof TIMES)[number], string>>;
  readonly skus: Readonly<Record<string, SkuDraft>>;
};

export type Flaw = "amount" | "stock" | "stockGone" | "time" | "needed" | "condition";
/** By the name of the field: "title", "opensAt", "p-rice-225.coupon" … */
export type Flaws = Readonly<Record<string, Flaw | undefined>>;

const written = (at: number | null | undefined): string => (at == null ? "" : wallClock(at));
const money = (price: Sku["listPrice"]): string =>
  price === null ? "" : amountOf(price.minor, price.currency);

/** A SKU without any price is priced as its neighbours are, or in yuan. */
export const currencyOf = ({ listPrice, memberPrice, afterCoupon }: Sku): string =>
  (listPrice ?? memberPrice ?? afterCoupon?.price)?.currency ?? "CNY";

const skuDraft = ({ listPrice, memberPrice, afterCoupon, stock }: Sku): SkuDraft => ({
  list: money(listPrice),
  member: money(memberPrice),
  coupon: money(afterCoupon?.price ?? null),
  condition: afterCoupon?.condition.zh ?? "",
  couponUntil: written(afterCoupon?.validUntil),
  stock: stock === null ? "" : String(stock),
});

export const draftOf = ({ title, category, window, skus }: Product): Draft => ({
  title,
  category: category ?? "",
  timed: window !== null,
  times: {
    previewAt: written(window?.previewAt),
    opensAt: written(window?.opensAt),
    closesAt: written(window?.closesAt),
    encoreFrom: written(window?.encoreFrom),
    encoreUntil: written(window?.encoreUntil),
  },
  skus: Object.fromEntries(skus.map((sku) => [sku.id, skuDraft(sku)])),
});

const wrong = (typed: Typed<unknown>): boolean => typed.kind === "unreadable";

function skuFlaws(sku: Sku, typed: SkuDraft): Flaws {
  const found: Record<string, Flaw> = {};
  for (const field of ["list", "member", "coupon"] as const)
    if (wrong(minorOf(typed[field], currencyOf(sku)))) found[`${sku.id}.${field}`] = "amount";
  if (wrong(scaled(typed.stock, 0))) found[`${sku.id}.stock`] = "stock";
  if (typed.stock.trim() === "" && sku.stock !== null) found[`${sku.id}.stock`] = "stockGone";
  if (typed.coupon.trim() !== "" && typed.condition.trim() === "")
    found[`${sku.id}.condition`] = "condition";
  if (wrong(instantOf(typed.couponUntil))) found[`${sku.id}.couponUntil`] = "time";
  return found;
}

/** What cannot be saved as it stands. The order of the times is the server's to judge. */
export function flawsOf({ skus }: Product, draft: Draft): Flaws {
  const found: Record<string, Flaw> = {};
  if (draft.title.trim() === "") found["title"] = "needed";
  if (draft.timed && draft.times.opensAt === "") found["opensAt"] = "needed";
  for (const time of draft.timed ? TIMES : [])
    if (wrong(instantOf(draft.times[time]))) found[time] = "time";
  for (const sku of skus) {
    const typed = draft.skus[sku.id];
    if (typed !== undefined) Object.assign(found, skuFlaws(sku, typed));
  }
  return found;
}

/** The instant that was there where its text was not touched: it may have seconds, which the text has not. */
function read(text: string, before: number | null | undefined): number | null {
  if (text === written(before)) return before ?? null;
  const typed = instantOf(text);
  return typed.kind === "value" ? typed.value : null;
}

function windowOf(before: Product["window"], { timed, times }: Draft): Told | null {
  const opensAt = read(times.opensAt, before?.opensAt);
  if (!timed || opensAt === null) return null;
  return {
    previewAt: read(times.previewAt, before?.previewAt),
    opensAt,
    closesAt: read(times.closesAt, before?.closesAt),
    encoreFrom: read(times.encoreFrom, before?.encoreFrom),
    encoreUntil: read(times.encoreUntil, before?.encoreUntil),
  };
}

function priceOf(text: string, currency: string): { minor: number; currency: string } | null {
  const typed = minorOf(text, currency);
  return typed.kind === "value" ? { minor: typed.value, currency } : null;
}

function couponOf(sku: Sku, typed: SkuDraft): NonNullable<SkuChange["afterCoupon"]> | null {
  const price = priceOf(typed.coupon, currencyOf(sku));
  if (price === null) return null;
  const before = sku.afterCoupon;
  const zh = typed.condition.trim();
  const condition = before?.condition.zh === zh ? before.condition : { zh, en: zh };
  return { price, condition, validUntil: read(typed.couponUntil, before?.validUntil) };
}

function skuChange(sku: Sku, typed: SkuDraft): SkuChange | null {
  const before = skuDraft(sku);
  const is = (field: keyof SkuDraft): boolean => typed[field].trim() !== before[field];
  const currency = currencyOf(sku);
  const coupon = is("coupon") || is("condition") || is("couponUntil");
  const stock = scaled(typed.stock, 0);
  // A price learned from sales falls silent as soon as the shop tells any: it is told along with the change.
  const silenced = sku.priceSource?.source === "order line" && (is("member") || coupon);
  const change: SkuChange = {
    id: sku.id,
    ...(is("list") || silenced ? { listPrice: priceOf(typed.list, currency) } : {}),
    ...(is("member") ? { memberPrice: priceOf(typed.member, currency) } : {}),
    ...(coupon ? { afterCoupon: couponOf(sku, typed) } : {}),
    ...(is("stock") && stock.kind === "value" ? { stock: stock.value } : {}),
  };
  return Object.keys(change).length === 1 ? null : change;
}

/** Only what differs from what was shown: what is left out stays as it is. Null where nothing differs. */
export function changeOf(product: Product, draft: Draft): ProductChange | null {
  const title = draft.title.trim();
  const category = draft.category.trim() === "" ? null : draft.category.trim();
  const window = windowOf(product.window, draft);
  const skus = product.skus.flatMap((sku) => {
    const typed = draft.skus[sku.id];
    return (typed === undefined ? null : skuChange(sku, typed)) ?? [];
  });
  const change: ProductChange = {
    ...(title === product.title ? {} : { title }),
    ...(category === product.category ? {} : { category }),
    ...(JSON.stringify(window) === JSON.stringify(product.window) ? {} : { window }),
    ...(skus.length === 0 ? {} : { skus }),
  };
  return Object.keys(change).length === 0 ? null : change;
}
