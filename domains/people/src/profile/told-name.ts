import type { Ctx, ProfileId } from "@zhongshu/kernel";
import { nameOf, type Traits } from "./present.ts";

/** The name that somebody told, a number in it masked; null for who told none. To be shown to themselves. */
export async function toldNameOf(ctx: Ctx, profile: ProfileId): Promise<string | null> {
  const { traits } = await ctx.sql.one<{ readonly traits: Traits }>(
    `select coalesce(jsonb_object_agg(key, value), '{}') as traits
     from people.trait where profile = $1`,
    [profile],
  );
  return nameOf(traits);
}
