import type { ProfileId, Sql } from "@zhongshu/kernel";
import type { LedgerEvent } from "@zhongshu/ledger/contract";
import { z } from "zod";
import type { PeoplePorts } from "../ports.ts";

const BUYING: ReadonlySet<string> = new Set(["order_placed", "order_paid", "order_refunded"]);

const Lines = z.object({ source: z.string(), number: z.string(), first: z.literal(false) });
const Refund = z.object({ source: z.string(), order: z.string() });

/** The order whose buyer this event concerns though it does not say who that is; null when it names none. */
function orderOf({ type, shop, properties }: LedgerEvent) {
  if (type === "order_placed") {
    const more = Lines.safeParse(properties);
    return more.success ? { shop, source: more.data.source, number: more.data.number } : null;
  }
  const refund = type === "order_refunded" ? Refund.safeParse(properties) : null;
  return refund?.success === true
    ? { shop, source: refund.data.source, number: refund.data.order }
    : null;
}

/** Everybody whose purchases the batch may have changed. */
export async function buyersIn(
  sql: Sql,
  buyersOf: PeoplePorts["buyersOf"],
  batch: readonly LedgerEvent[],
): Promise<readonly ProfileId[]> {
  const buying = batch.filter(({ type }) => BUYING.has(type));
  const told = buying.flatMap(({ profile }) => profile ?? []);
  const unsaid = buying.flatMap((event) => (event.profile === null ? (orderOf(event) ?? []) : []));
  const found = unsaid.length === 0 ? [] : await buyersOf(sql, unsaid);
  return [...new Set([...told, ...found])];
}
