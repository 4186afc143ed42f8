import type { Ctx, Instant, ProfileId, ShopId } from "@zhongshu/kernel";
import type { PeoplePorts } from "../ports.ts";
import { readReckoning } from "../reckoning/store.ts";
import { RESTS_ON } from "./facts.ts";
import { TAGS, TASTE } from "./registry.ts";

/** Whose events of which types a tag was decided by, when, and by which version of its definition. */
export type TagBasis = {
  readonly profiles: readonly ProfileId[];
  readonly types: readonly string[] | null;
  /** Null: it is read at each look. */
  readonly at: Instant | null;
  readonly version: number;
};

type Kept = {
  readonly at: Instant;
  readonly tags: Readonly<Record<string, { readonly version: number }>>;
};
type Asked = { readonly profile: ProfileId; readonly tag: string };

/** Null: there is no such tag, or it was not decided yet. */
export async function basisOf(ctx: Ctx, { profile, tag: key }: Asked): Promise<TagBasis | null> {
  const tag = TAGS.find((each) => each.key === key);
  if (tag === undefined) return null;
  // A stage tells also by the last sign of life, of whatever kind.
  const types = key === "stage" ? null : RESTS_ON[tag.opens];
  const live = { profiles: [profile], types, at: null, version: tag.version };
  if (key === "stage" || key === "value") return live;
  const kept = await ctx.sql.maybe<Kept>(
    "select computed_at as at, tags from people.tagged where profile = $1",
    [profile],
  );
  if (kept === null) return null;
  return { ...live, at: kept.at, version: kept.tags[key]?.version ?? tag.version };
}

/** What a community is told by: what its members turn to. */
export async function communityBasis(
  ctx: Ctx,
  { membersOf }: Pick<PeoplePorts, "membersOf">,
  asked: { readonly shop: ShopId; readonly community: string },
): Promise<TagBasis> {
  return {
    profiles: await membersOf(ctx, asked),
    types: RESTS_ON.touches,
    at: (await readReckoning(ctx.sql, asked.shop))?.at ?? null,
    version: TASTE.version,
  };
}
