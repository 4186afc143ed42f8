import type { Ctx, Erased, Mentions, ShopId, Sql } from "@zhongshu/kernel";
import { patterns } from "./json.ts";

type Named = { readonly shop: ShopId; readonly names: readonly string[] };

/** Does the event name one of $2 (patterns) or $3 (the same as they are)? */
export const NAMES_THEM = `(properties::text like any($2::text[]) or message_id like any($2::text[])
  or anonymous_id = any($3::text[]) or user_id = any($3::text[]))`;
export const called = (names: readonly string[]) => [patterns(names), names] as const;

// Numbers of transactions go round; what is less than half of them behind the other came later.
const WRITTEN_SINCE = "((xmin::text::int8 - $4::int8) & 4294967295) < 2147483648";

/** Where the shop's events name them; `since`: of those that were written by that transaction or later. */
async function search(sql: Sql, { shop, names }: Named, since: string | null) {
  const fresh = since === null ? "" : `and ${WRITTEN_SINCE}`;
  // Not a stream: that would be read by one process alone.
  const rows = await sql.rows<{ readonly seq: number }>(
    `select seq from ledger.event where shop = $1 ${fresh} and ${NAMES_THEM}`,
    [shop, ...called(names), ...(since === null ? [] : [since])],
  );
  return rows.map(({ seq }) => seq);
}

/** Looks for somebody in all events of the shop, which takes long where they are many, and keeps nobody waiting. */
export async function mentionsOf({ sql }: Ctx, { shop, names }: Named): Promise<Mentions> {
  // Whatever is not seen by now is written by one of these or by a later one.
  const { since } = await sql.one<{ readonly since: string }>(
    "select pg_snapshot_xmin(pg_current_snapshot())::text as since",
  );
  return { names, since, events: await search(sql, { shop, names }, null) };
}

/** Where they are named now: what was found before, and what was written since. */
export async function mentionedIn(sql: Sql, erased: Erased): Promise<readonly number[]> {
  const { shop, names, mentions } = erased;
  const looked = mentions !== null && names.every((name) => mentions.names.includes(name));
  if (!looked) return search(sql, { shop, names }, null);
  return [...mentions.events, ...(await search(sql, { shop, names }, mentions.since))];
}
