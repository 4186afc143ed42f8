import { iso } from "@zhongshu/kernel";
import { from, POST } from "../states.ts";
import type { Outlet } from "./way.ts";

/** Into a group by the owner's hand; what was copied is kept with its price. */
export const groupCopy: Outlet = {
  message: { kind: "optional", channel: "wecom-group", to: "community" },
  becomes: "copied",
  async hand(ctx, _, { execution, text, price, to }) {
    await ctx.sql.run(
      `update reach.post p set state = 'copied', text = $2, price = $3, currency = $4,
         copied_at = $5::timestamptz, link = l.link
       from unnest($6::uuid[], $7::uuid[]) as l(community, link)
       where p.execution = $1 and p.community = l.community and p.state = any($8::text[])`,
      [
        ...[execution.id, text, price?.minor ?? null, price?.currency ?? null, iso(ctx.now)],
        ...[to.map((one) => one.subject), to.map((one) => one.link), from(POST, "copy")],
      ],
    );
  },
};
