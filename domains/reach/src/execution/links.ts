import { type Ctx, iso, newId } from "@zhongshu/kernel";
import type { Sending } from "./store.ts";

/** A link for each subject, in order: where it leads is stored here and nowhere in the link. */
export async function makeLinks(
  ctx: Ctx,
  { id, shop, product, sku, way }: Sending,
  subjects: readonly string[],
): Promise<readonly { readonly subject: string; readonly link: string }[]> {
  const made = subjects.map((subject) => ({ subject, link: newId(ctx) }));
  const whose = way === "group-copy" ? "community" : "profile";
  await ctx.sql.run(
    `insert into reach.link (shop, id, execution, ${whose}, product, sku, made_at)
     select $1, l.id, $2, l.subject, $3, $4, $5::timestamptz
     from unnest($6::uuid[], $7::uuid[]) as l(id, subject)`,
    [
      ...[shop, id, product, sku, iso(ctx.now)],
      ...[made.map((one) => one.link), made.map((one) => one.subject)],
    ],
  );
  return made;
}
