import { businessDay, type Ctx, type Instant, type ProfileId, type ShopId } from "@zhongshu/kernel";
import { interests } from "../attention/interest.ts";
import { parameters } from "../bind.ts";
import { plainIn } from "../choice/store.ts";
import type { Predicate, Profile, Stage } from "../contract.ts";
import type { PeoplePorts } from "../ports.ts";
import { type Figure, scoreSql } from "../reckoning/borders.ts";
import { readMeasures } from "../reckoning/store.ts";
import { communitiesIn, compile, type Grounds, ofTheirRecord } from "../segment/compile.ts";
import { stageSql } from "../stage/stage.ts";
import { callOf, nameOf, shown, type Traits } from "./present.ts";
import { CALLED_BY, PHONE_KEYS } from "./trait-keys.ts";

export type Cursor = { readonly lastSeen: Instant; readonly id: string };
/** Who is asked for; every word that is null asks nothing. */
export type Ask = {
  readonly shop: ShopId;
  readonly search: string | null;
  readonly stage: Stage | null;
  readonly predicate: Predicate | null;
  readonly id: string | null;
  readonly cursor: Cursor | null;
  readonly limit: number;
};
export const everybody = (shop: ShopId): Ask => ({
  shop,
  search: null,
  stage: null,
  predicate: null,
  id: null,
  cursor: null,
  limit: 50,
});

/** Everybody who had bought in the shop before that instant. */
export const boughtBefore = (
  ctx: Ctx,
  { shop, at }: { readonly shop: ShopId; readonly at: Instant },
): Promise<readonly { readonly profile: ProfileId; readonly first: Instant }[]> =>
  ctx.sql.rows(
    `select id as profile, first_order_at as first from people.profile
     where shop = $1 and first_order_at < to_timestamp($2 / 1000.0)`,
    [shop, at],
  );

type Row = Omit<Profile, "id" | "name" | "spent" | "rfm" | "interests" | "communities"> & {
  readonly id: ProfileId;
  readonly spentMinor: number | null;
  readonly currency: string | null;
  readonly r: number | null;
  readonly f: number | null;
  readonly m: number | null;
  readonly traits: Traits;
};

const TRAITS =
  "coalesce((select jsonb_object_agg(key, value) from people.trait where profile = p.id), '{}')";
const COLUMNS = `p.id, p.user_id as "userId", p.first_seen as "firstSeen", p.last_act as "lastSeen",
  p.events, p.orders, p.spent_minor as "spentMinor", p.currency, p.last_order_at as "lastOrderAt", p.hours,
  ${TRAITS} as traits`;

/** Traits by which somebody is looked for. */
const FOUND_BY = [...CALLED_BY, ...PHONE_KEYS].map((key) => `'${key}'`).join(", ");

const named = (search: string): string => `(position(lower(${search}) in lower(p.user_id)) > 0
  or exists (select from people.trait where profile = p.id
    and key in (${FOUND_BY})
    and position(lower(${search}) in lower(value #>> '{}')) > 0))`;

async function groundsOf(
  ctx: Ctx,
  { membersOf }: Pick<PeoplePorts, "membersOf">,
  { shop, predicate }: Pick<Ask, "shop" | "predicate">,
): Promise<Grounds> {
  const members = new Map<string, readonly ProfileId[]>();
  for (const community of predicate === null ? [] : communitiesIn(predicate))
    members.set(community, await membersOf(ctx, { shop, community }));
  const plain = [...(await plainIn(ctx.sql, [shop]))];
  return { ...(await readMeasures(ctx.sql, shop)), shop, now: ctx.now, members, plain };
}

/** Predicates are judged on the narrow rows; names and the list are the profile's own. */
const rowsFor = ({ predicate }: Ask): string =>
  predicate === null ? "people.profile" : "people.standing";

function conditions(ask: Ask, grounds: Grounds, { bind }: ReturnType<typeof parameters>): string {
  const parts = [`p.shop = ${bind(ask.shop, "uuid")}`];
  if (ask.id !== null) parts.push(`p.id = ${bind(ask.id, "uuid")}`);
  if (ask.search !== null) parts.push(named(bind(ask.search, "text")));
  if (ask.stage !== null) {
    const stage = `${stageSql(grounds, bind)} = ${bind(ask.stage, "text")}`;
    parts.push(ofTheirRecord(stage, grounds.plain, bind));
  }
  if (ask.predicate !== null) parts.push(compile(ask.predicate, grounds, bind));
  if (ask.cursor !== null)
    parts.push(
      `(p.last_seen, p.id) < (to_timestamp(${bind(ask.cursor.lastSeen, "float8")} / 1000), ${bind(ask.cursor.id, "uuid")})`,
    );
  return parts.map((part) => `(${part})`).join(" and ");
}

async function interestsOf(ctx: Ctx, rows: readonly Row[]) {
  const today = businessDay(ctx.now);
  type Touched = { profile: ProfileId; day: string; category: string; touches: number };
  const touched = await ctx.sql.rows<Touched>(
    `select profile, day, category, touches from people.attention
     where profile = any($1::uuid[]) and day <= $2`,
    [rows.map(({ id }) => id), today],
  );
  const by = Map.groupBy(touched, ({ profile }) => profile);
  return (id: ProfileId) => interests(by.get(id) ?? [], today);
}

async function profilesOf(
  ctx: Ctx,
  { communitiesOf }: Pick<PeoplePorts, "communitiesOf">,
  { shop, rows }: { readonly shop: ShopId; readonly rows: readonly Row[] },
): Promise<readonly Profile[]> {
  if (rows.length === 0) return [];
  const interestOf = await interestsOf(ctx, rows);
  const profiles = rows.map(({ id }) => id);
  const joined = Map.groupBy(await communitiesOf(ctx, { shop, profiles }), (m) => m.profile);
  return rows.map(({ spentMinor, currency, r, f, m, traits, ...row }) => ({
    ...row,
    name: nameOf(traits),
    spent: spentMinor === null || currency === null ? null : { minor: spentMinor, currency },
    rfm: r === null || f === null || m === null ? null : { r, f, m },
    interests: [...interestOf(row.id)],
    communities: (joined.get(row.id) ?? []).map(({ id, name, source }) => ({ id, name, source })),
    traits: shown(traits),
  }));
}

/** A page of the shop's people, last seen first. */
export async function readPeople(
  ctx: Ctx,
  ports: Pick<PeoplePorts, "communitiesOf" | "membersOf">,
  ask: Ask,
): Promise<readonly Profile[]> {
  const grounds = await groundsOf(ctx, ports, ask);
  const given = parameters();
  const where = conditions(ask, grounds, given);
  // Of whoever does not want to be judged by their record, no stage and no score is told.
  const told = (judged: string) =>
    `case when ${ofTheirRecord("true", grounds.plain, given.bind)} then ${judged} end`;
  const score = (figure: Figure) => told(scoreSql(figure, grounds.borders, given.bind));
  const rows = await ctx.sql.rows<Row>(
    `with page as (
       select p.id from ${rowsFor(ask)} p where ${where}
       order by p.last_seen desc, p.id desc limit ${given.bind(ask.limit, "int")}
     )
     select ${COLUMNS}, ${told(stageSql(grounds, given.bind))} as stage, ${score("r")} as r, ${score("f")} as f,
       ${score("m")} as m
     from page join people.profile p on p.id = page.id order by p.last_seen desc, p.id desc`,
    given.values,
  );
  return profilesOf(ctx, ports, { shop: ask.shop, rows });
}

export async function countPeople(
  ctx: Ctx,
  ports: Pick<PeoplePorts, "membersOf">,
  ask: Ask,
): Promise<number> {
  const given = parameters();
  const where = conditions(ask, await groundsOf(ctx, ports, ask), given);
  const { n } = await ctx.sql.one<{ readonly n: number }>(
    `select count(*) as n from ${rowsFor(ask)} p where ${where}`,
    given.values,
  );
  return n;
}

/** What these customers are called; who has neither a name nor an id of the shop's own is left out. */
export async function namesOf(
  ctx: Ctx,
  { shop, profiles }: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
): Promise<ReadonlyMap<ProfileId, string>> {
  type Known = Pick<Row, "id" | "userId" | "traits">;
  const rows = await ctx.sql.rows<Known>(
    `select id, user_id as "userId", ${TRAITS} as traits from people.profile p
     where shop = $1 and id = any($2::uuid[])`,
    [shop, [...profiles]],
  );
  return new Map(
    rows.flatMap(({ id, userId, traits }) => {
      const name = callOf(traits, userId);
      return name === null ? [] : [[id, name] as const];
    }),
  );
}

/** One person; the id of an absorbed profile leads to whoever absorbed it. */
export async function readPerson(
  ctx: Ctx,
  ports: Pick<PeoplePorts, "communitiesOf" | "membersOf">,
  { shop, id }: { readonly shop: ShopId; readonly id: ProfileId },
): Promise<Profile | null> {
  const current = await survivor(ctx, id);
  const [person] = await readPeople(ctx, ports, { ...everybody(shop), id: current, limit: 1 });
  return person ?? null;
}

export async function survivor(ctx: Ctx, id: ProfileId): Promise<ProfileId> {
  return (
    await ctx.sql.one<{ readonly now: ProfileId }>("select people.person_of($1::uuid) as now", [id])
  ).now;
}

/** The profile that stands for this one now; null when the shop has no such customer. */
export async function known(
  ctx: Ctx,
  { shop, id }: { readonly shop: ShopId; readonly id: ProfileId },
): Promise<ProfileId | null> {
  const row = await ctx.sql.maybe<{ readonly id: ProfileId }>(
    "select id from people.profile where shop = $1 and id = $2",
    [shop, await survivor(ctx, id)],
  );
  return row?.id ?? null;
}
