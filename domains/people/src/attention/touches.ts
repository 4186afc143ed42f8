import { type BusinessDay, businessDay, type ProfileId, type ShopId } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";

/** One turning of a person to a product; its category may still have to be looked up. */
export type Touch = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly day: BusinessDay;
  readonly category: string | null;
  readonly product: string | null;
};

type About = Pick<Touch, "category" | "product">;
const LOOKS = ["product_viewed", "product_clicked", "product_added"] as const;
const TOUCHING: ReadonlySet<string> = new Set(LOOKS);
/** Every event that touches a product. */
export const TOUCHES: readonly string[] = [...LOOKS, "order_placed"];

const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
const about = (told: Readonly<Record<string, unknown>>): About => ({
  category: text(told["category"]),
  product: text(told["product"]),
});
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** A view, click or add touches its product; an order touches each of its lines but the service ones. */
function aboutOf({ type, properties }: LedgerEvent): readonly About[] {
  if (TOUCHING.has(type)) return [about(properties)];
  const lines = type === "order_placed" ? properties["lines"] : null;
  if (!Array.isArray(lines)) return [];
  return lines.filter(isRecord).flatMap((line) => (line["kind"] === "goods" ? [about(line)] : []));
}

export const touchesOf = (batch: readonly LedgerEvent[]): readonly Touch[] =>
  batch.flatMap((event) => {
    const { shop, profile, at } = event;
    if (profile === null) return [];
    const day = businessDay(at);
    return aboutOf(event).map((one) => ({ shop, profile, day, ...one }));
  });

/** Touches of one category on one day by one person. */
export type Touched = {
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly day: BusinessDay;
  readonly category: string;
  readonly touches: number;
};

/** Counts what has a category, told or looked up; the rest is no attention to anything we can name. */
export function countTouches(
  touches: readonly Touch[],
  categoryOf: (touch: Touch) => string | null,
): readonly Touched[] {
  const counts = new Map<string, Touched>();
  for (const touch of touches) {
    const { shop, profile, day } = touch;
    const category = touch.category ?? categoryOf(touch);
    if (category === null) continue;
    const key = `${profile}/${day}/${category}`;
    const before = counts.get(key)?.touches ?? 0;
    counts.set(key, { shop, profile, day, category, touches: before + 1 });
  }
  return [...counts.values()];
}
