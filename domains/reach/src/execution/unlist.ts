import { type Ctx, iso } from "@zhongshu/kernel";
import type { OptOut } from "../contract.ts";
import { OPTED_OUT } from "../gate/words.ts";
import { from, RECIPIENT } from "./states.ts";
import { finish } from "./store.ts";
import { namedCopy } from "./ways/named-copy.ts";

type Said = {
  readonly shop: string;
  readonly profile: string;
  readonly channel: OptOut["channel"];
};

/** Somebody opted out: they leave every list that the owner has not yet sent to them from. */
export async function unlist(ctx: Ctx, { shop, profile, channel }: Said): Promise<void> {
  if (channel !== "all" && channel !== namedCopy.message.channel) return;
  const left = await ctx.sql.rows<{ readonly execution: string }>(
    `update reach.recipient set state = 'stopped', reason = $3::jsonb, decided_at = $4::timestamptz
     where shop = $1 and profile = $2 and state = any($5::text[]) returning execution`,
    [
      ...[shop, profile, JSON.stringify({ step: "consent", ...OPTED_OUT }), iso(ctx.now)],
      from(RECIPIENT, "unlist"),
    ],
  );
  for (const { execution } of left) await finish(ctx, execution);
}
