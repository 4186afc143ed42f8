import { HOUR, type Instant, iso, type ProfileId, type ShopId, type Sql } from "@zhongshu/kernel";
import { CROWD, type Facts, type Pair } from "./decide.ts";
import { KEYS, type Sign } from "./sign.ts";

/** How long a merge can be taken back; after that it stands, whatever is told. */
export const REGRET = 72 * HOUR;

const LEADS = KEYS.map((kind) => `'${kind}'`).join(", ");
// The list of kinds is said once more so that the index, which holds only those, can be used.
const HOLDERS = `(select count(*) from (select from people.sign c
  where c.shop = s.shop and c.kind = s.kind and c.value = s.value and c.kind in (${LEADS})
  limit ${CROWD + 1}) few)`;

// Every way from these ids to others on which a decision may rest, one step. Laterals with a limit or "offset 0" keep it
// at one look into an index for each sign; joined freely, all who share a nickname would be paired first.
const STEP = `
select unnest(held.bases) as base from people.sign s
 cross join lateral (select array_agg(few.base) as bases from (
   select c.base from people.sign c
    where c.shop = s.shop and c.kind = s.kind and c.value = s.value and c.kind in (${LEADS})
    limit ${CROWD + 1}) few) held
 where s.base = any($1::uuid[]) and s.kind in (${LEADS}) and cardinality(held.bases) <= ${CROWD}
union select other.base from people.sign s
 cross join lateral (select o.base from people.sign o
   where o.shop = s.shop and o.kind = 'mask' and o.value = s.value and o.base <> s.base offset 0) other
 cross join lateral (select from people.sign mine
   join people.sign theirs on theirs.kind = mine.kind and theirs.value = mine.value
   where mine.base = s.base and theirs.base = other.base and mine.kind in ('name', 'nickname', 'community')
   limit 1) confirmed
 where s.base = any($1::uuid[]) and s.kind = 'mask'
union select person from people.same where base = any($1::uuid[])
union select base from people.same where person = any($1::uuid[])
union select a from people.doubt where b = any($1::uuid[]) and same
union select b from people.doubt where a = any($1::uuid[]) and same
union select a from people.merge where b = any($1::uuid[])
union select b from people.merge where a = any($1::uuid[])`;

type Shared = Pick<Sign, "base" | "kind" | "value">;

/** Everybody who told these before: a value that has just become too common may have to let them go. */
async function holdersOf(sql: Sql, shop: ShopId, fresh: readonly Shared[]): Promise<ProfileId[]> {
  const rows = await sql.rows<{ readonly base: ProfileId }>(
    `select s.base from (
       select kind, value, count(*) as fresh from unnest($2::text[], $3::text[]) t(kind, value)
       group by kind, value) told
     cross join lateral (
       select base from people.sign s where s.shop = $1 and s.kind = told.kind and s.value = told.value
         and s.kind in (${LEADS}) limit ${CROWD + 1} + told.fresh) s`,
    [shop, fresh.map((s) => s.kind), fresh.map((s) => s.value)],
  );
  return rows.map(({ base }) => base);
}

async function reach(sql: Sql, from: readonly ProfileId[]): Promise<readonly ProfileId[]> {
  const found = new Set(from);
  for (let next = [...found]; next.length > 0; ) {
    const rows = await sql.rows<{ readonly base: ProfileId }>(STEP, [next]);
    next = rows.map(({ base }) => base).filter((base) => !found.has(base));
    for (const base of next) found.add(base);
  }
  return [...found];
}

type Asked = {
  readonly shop: ShopId;
  readonly at: Instant;
  /** Ids of whom something new is known. */
  readonly bases: readonly ProfileId[];
  readonly fresh: readonly Shared[];
};

/** All on which it rests who these are: every id that anything leads to, with what was told of them. */
export async function gather(sql: Sql, { shop, at, bases: from, fresh }: Asked): Promise<Facts> {
  const bases = await reach(sql, [...from, ...(await holdersOf(sql, shop, fresh))]);
  const signs = await sql.rows<Sign>(
    `select base, kind, value, first_at as "firstAt", last_at as "lastAt" from people.sign s
     where base = any($1::uuid[]) and (kind not in (${LEADS}) or ${HOLDERS} <= ${CROWD})
     order by base, kind, value`,
    [bases],
  );
  const said = await sql.rows<Pair & { readonly same: boolean }>(
    `select a, b, same from people.doubt
     where same is not null and a = any($1::uuid[]) and b = any($1::uuid[]) order by a, b`,
    [bases],
  );
  const settled = await sql.rows<Pair>(
    "select a, b from people.merge where a = any($1::uuid[]) and at < $2::timestamptz order by a, b",
    [bases, iso(at - REGRET)],
  );
  return { bases, signs, said, settled };
}
