import { iso, newId, profileId } from "@zhongshu/kernel";
import { delivered } from "../delivered.ts";
import type { Outlet } from "./way.ts";

/** Every message says how to have no more of them; the page it lies in does it. */
export const OPT_OUT = "不想再收到这样的消息？点这里的“不再接收”就不会再发了。";

/** Into the customer's own inbox page. */
export const inbox: Outlet = {
  message: { kind: "optional", channel: "app", to: "person" },
  becomes: "sent",
  async hand(ctx, { append }, { execution, text, to }) {
    const sent = to.map((one) => ({ ...one, message: newId(ctx) }));
    await ctx.sql.run(
      `insert into reach.message (shop, id, execution, profile, text, product, sku, link, at)
       select $1, m.id, $2, m.profile, $3, $4, $5, m.link, $6::timestamptz
       from unnest($7::uuid[], $8::uuid[], $9::uuid[]) as m(id, profile, link)`,
      [
        ...[execution.shop, execution.id, `${text}\n${OPT_OUT}`],
        ...[execution.product, execution.sku, iso(ctx.now)],
        ...[sent.map((s) => s.message), sent.map((s) => s.subject), sent.map((s) => s.link)],
      ],
    );
    await append(
      ctx,
      sent.map(({ subject, message }) =>
        delivered(execution, { profile: profileId(subject), message, at: ctx.now }),
      ),
    );
  },
};
