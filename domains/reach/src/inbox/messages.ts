import { type Ctx, type Instant, iso } from "@zhongshu/kernel";
import type { Whose } from "./sessions.ts";

export type Stored = {
  readonly id: string;
  readonly execution: string;
  readonly text: string;
  readonly at: Instant;
  readonly openedAt: Instant | null;
  readonly link: string;
};

/** More than anybody scrolls through; what is older is not shown. */
const SHOWN = 100;

/** What lies in this inbox, newest first. */
export const messagesOf = (ctx: Ctx, { shop, profile }: Whose): Promise<readonly Stored[]> =>
  ctx.sql.rows<Stored>(
    `select id, execution, text, at, opened_at as "openedAt", link from reach.message
     where profile = $1 and shop = $2 order by message.at desc, id desc limit $3`,
    [profile, shop, SHOWN],
  );

/** Whose inbox, in one word. */
export const nameOf = ({ shop, profile }: Whose): string => `${shop}/${profile}`;

/** Of these inboxes, what has a time from then on, newest first, by the inbox's name. */
export async function arrivedSince(
  ctx: Ctx,
  inboxes: readonly Whose[],
  since: Instant,
): Promise<ReadonlyMap<string, readonly Stored[]>> {
  const rows = await ctx.sql.rows<Stored & Whose>(
    `select m.* from (select distinct * from unnest($1::uuid[], $2::uuid[])) as asked(shop, profile)
     cross join lateral (
       select id, execution, text, at, opened_at as "openedAt", link, shop, profile from reach.message
       where profile = asked.profile and shop = asked.shop and message.at >= $3::timestamptz
       order by message.at desc, id desc limit $4) m`,
    [inboxes.map(({ shop }) => shop), inboxes.map(({ profile }) => profile), iso(since), SHOWN],
  );
  return Map.groupBy(rows, nameOf);
}

type Which = Whose & { readonly message: string };
type Opened = { readonly execution: string; readonly openedAt: Instant };

/** Notes the first opening, of the message and of its recipient; null when it is not in this inbox. */
export async function noteOpened(
  ctx: Ctx,
  { shop, profile, message }: Which,
): Promise<Opened | null> {
  const opened = await ctx.sql.maybe<Opened>(
    `update reach.message set opened_at = coalesce(opened_at, $4::timestamptz)
     where id = $1 and profile = $2 and shop = $3
     returning execution, opened_at as "openedAt"`,
    [message, profile, shop, iso(ctx.now)],
  );
  if (opened === null) return null;
  await ctx.sql.run(
    `update reach.recipient set opened_at = $3::timestamptz
     where execution = $1 and profile = $2 and opened_at is null`,
    [opened.execution, profile, iso(opened.openedAt)],
  );
  return opened;
}
