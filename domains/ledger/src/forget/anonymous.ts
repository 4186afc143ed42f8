import type { LedgerEvent } from "../contract.ts";

/** What the shop's books need of a document, whoever it was with: its key, its lines and its money, and who sold it. */
const KEPT: ReadonlyMap<string, readonly string[]> = new Map([
  ["order_placed", ["source", "number", "first", "lines", "leader", "community"]],
  ["order_paid", ["source", "number", "amount"]],
  ["order_refunded", ["source", "number", "order", "lines"]],
]);

/** Events that stay when the person whom they tell of is erased. */
export const DOCUMENTS: readonly string[] = [...KEPT.keys()];

type Told = Pick<LedgerEvent, "type" | "properties">;

/** The properties of such a document that say nothing of a person; null for an event that goes. */
export function anonymous({ type, properties }: Told): LedgerEvent["properties"] | null {
  const kept = KEPT.get(type);
  if (kept === undefined) return null;
  return Object.fromEntries(Object.entries(properties).filter(([key]) => kept.includes(key)));
}
