import type { Outlet } from "./way.ts";

/** Onto the owner's list, to be sent by hand: each person's text has their own link. */
export const namedCopy: Outlet = {
  message: { kind: "optional", channel: "wecom-mass", to: "person" },
  becomes: "listed",
  async hand(ctx, _, { execution, to }) {
    await ctx.sql.run(
      `update reach.recipient r set link = l.link
       from unnest($2::uuid[], $3::uuid[]) as l(profile, link)
       where r.execution = $1 and r.profile = l.profile`,
      [execution.id, to.map((one) => one.subject), to.map((one) => one.link)],
    );
  },
};
