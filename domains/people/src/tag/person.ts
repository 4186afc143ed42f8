import { businessDay, type Ctx, type Instant, type ProfileId, type ShopId } from "@zhongshu/kernel";
import { weightSql } from "../attention/interest.ts";
import type { Profile, Stage } from "../contract.ts";
import type { PeoplePorts } from "../ports.ts";
import { readReckoning } from "../reckoning/store.ts";
import { tierOf } from "../stage/value.ts";
import type { KeptTag } from "../standing/settle.ts";
import { RESTS_ON, type TagWords } from "./facts.ts";
import { ownTagsOf } from "./own.ts";
import { DECISIONS, LIVE, TAGS, TASTE } from "./registry.ts";
import type { PersonTag, PersonTags, TagRows } from "./shown.ts";

type Who = { readonly shop: ShopId; readonly profile: ProfileId };
type Kept = {
  readonly tags: Readonly<Record<string, KeptTag>>;
  readonly at: Instant;
  readonly taste: string | null;
  readonly share: number | null;
};

const readKept = ({ sql }: Ctx, profile: ProfileId): Promise<Kept | null> =>
  sql.maybe<Kept>(
    `select t.tags, t.computed_at as at, s.taste,
       s.shares[array_position(s.tastes, s.taste)] as share
     from people.tagged t join people.standing s on s.id = t.profile where t.profile = $1`,
    [profile],
  );

const namedValue = ({ values }: TagWords, key: string): PersonTag["value"] =>
  values.find((each) => each.key === key) ?? { key, name: { zh: key, en: key } };

type Said = Pick<PersonTag, "since" | "evidence"> & { readonly value: string };

const shown = (tag: TagWords, { value, since, evidence }: Said): PersonTag => ({
  ...{ key: tag.key, name: tag.name, meaning: tag.meaning, version: tag.version },
  value: namedValue(tag, value),
  since,
  evidence: { ...evidence },
});

function live(tag: TagWords, person: Profile, stage: Stage): PersonTag {
  const { rfm, orders, lastOrderAt, lastSeen } = person;
  if (tag.key === "value")
    return shown(tag, { value: tierOf(rfm), since: null, evidence: { ...rfm, orders } });
  const days = { lastOrderAt, lastSeen };
  return shown(tag, { value: stage, since: null, evidence: { orders, ...days } });
}

function tasteTag({ taste, share }: Kept): PersonTag {
  return shown(TASTE, { value: taste ?? "unknown", since: null, evidence: { share } });
}

/** Every tag of a customer; those that were not decided yet are left out. */
export async function tagsOf(
  ctx: Ctx,
  ports: Pick<PeoplePorts, "membersOf">,
  {
    shop,
    person,
  }: { readonly shop: ShopId; readonly person: Profile & { readonly id: ProfileId } },
): Promise<PersonTags> {
  const kept = await readKept(ctx, person.id);
  const decided = DECISIONS.flatMap((tag) => {
    const is = kept?.tags[tag.key];
    return is === undefined ? [] : [shown({ ...tag, version: is.version }, is)];
  });
  const { stage } = person;
  const own = await ownTagsOf(ctx, ports, { shop, profile: person.id });
  return {
    tags: [
      ...(stage === null ? [] : LIVE.map((tag) => live(tag, person, stage))),
      ...(kept === null || stage === null ? [] : [tasteTag(kept)]),
      ...decided,
    ],
    own: [...own],
    at: kept?.at ?? null,
  };
}

const TOUCHES: TagRows["columns"] = [
  { key: "day", label: { zh: "日期", en: "Day" } },
  { key: "category", label: { zh: "品类", en: "Category" } },
  { key: "touches", label: { zh: "次数", en: "Times" } },
  { key: "weight", label: { zh: "折算", en: "Worth now" } },
];

async function touchRows({ sql, now }: Ctx, { profile }: Who, limit: number): Promise<TagRows> {
  const today = businessDay(now);
  const rows = await sql.rows<TagRows["rows"][number]>(
    `select day, category, touches, round((${weightSql("$2::date")})::numeric, 2)::float8 as weight
     from people.attention where profile = $1 and day <= $2::date order by day desc, category limit $3`,
    [profile, today, limit],
  );
  const { total } = await sql.one<{ readonly total: number }>(
    "select count(*)::int as total from people.attention where profile = $1 and day <= $2",
    [profile, today],
  );
  return { columns: TOUCHES, rows: [...rows], total };
}

type Ports = Pick<PeoplePorts, "orderRows" | "eventRows">;

/** The rows that a tag of this customer was decided by, newest first; null: there is no such tag. */
export async function rowsOf(
  ctx: Ctx,
  ports: Ports,
  { tag: key, limit, ...who }: Who & { readonly tag: string; readonly limit: number },
): Promise<TagRows | null> {
  const opens = TAGS.find((tag) => tag.key === key)?.opens;
  switch (opens) {
    case undefined:
      return null;
    case "touches":
      return touchRows(ctx, who, limit);
    case "coupons":
      return ports.eventRows(ctx, { ...who, limit, types: RESTS_ON.coupons });
    case "acts":
      return ports.eventRows(ctx, { ...who, limit, types: null });
    default: {
      const market = (await readReckoning(ctx.sql, who.shop))?.market ?? null;
      return ports.orderRows(ctx, { ...who, limit, of: opens, choices: market?.choices ?? [] });
    }
  }
}
