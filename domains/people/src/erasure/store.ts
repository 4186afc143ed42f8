import {
  type Ctx,
  type Instant,
  iso,
  type ProfileId,
  type ShopId,
  type Sql,
} from "@zhongshu/kernel";
import type { ErasureRecord } from "../contract.ts";
import type { Stone } from "./stone.ts";

type Asked = {
  readonly shop: ShopId;
  readonly id: string;
  readonly profile: ProfileId;
  readonly askedBy: ErasureRecord["askedBy"];
  readonly member: string | null;
  /** All by which they are known now, as `kept` writes it; null where a stone keeps them out already. */
  readonly known: string | null;
};

/** False when it is asked for already. */
export const writeAsked = async (ctx: Ctx, asked: Asked): Promise<boolean> =>
  (await ctx.sql.run(
    `insert into people.erasure (shop, id, profile, asked_at, asked_by, member, known)
     values ($1, $2, $3, $4::timestamptz, $5, $6, $7::jsonb) on conflict do nothing`,
    [asked.shop, asked.id, asked.profile, iso(ctx.now), asked.askedBy, asked.member, asked.known],
  )) > 0;

const RECORD = `id, asked_at as "askedAt", asked_by as "askedBy", member, done_at as "doneAt", removed`;

export const readRecord = (ctx: Ctx, shop: ShopId, id: string): Promise<ErasureRecord | null> =>
  ctx.sql.maybe<ErasureRecord>(`select ${RECORD} from people.erasure where shop = $1 and id = $2`, [
    shop,
    id,
  ]);

/** The wish that waits for this person, if any. */
export const waitingOf = (ctx: Ctx, profile: ProfileId): Promise<ErasureRecord | null> =>
  ctx.sql.maybe<ErasureRecord>(`select ${RECORD} from people.erasure where profile = $1`, [
    profile,
  ]);

const MOST = 500;
export const readRecords = (ctx: Ctx, shop: ShopId): Promise<readonly ErasureRecord[]> =>
  ctx.sql.rows<ErasureRecord>(
    `select ${RECORD} from people.erasure where shop = $1
     order by erasure.asked_at desc, id desc limit ${MOST}`,
    [shop],
  );

export type Waiting = {
  readonly id: string;
  readonly shop: ShopId;
  readonly profile: ProfileId;
  readonly known: unknown;
};

/** The oldest wishes. */
export const readWaiting = (sql: Sql, most: number): Promise<readonly Waiting[]> =>
  sql.rows<Waiting>(
    `select id, shop, profile, known from people.erasure where profile is not null
     order by asked_at, id limit $1`,
    [most],
  );

/** False when another worker has it, or had. */
export const claim = async (sql: Sql, id: string): Promise<boolean> =>
  (await sql.maybe(
    "select from people.erasure where id = $1 and profile is not null for update skip locked",
    [id],
  )) !== null;

export const writeDone = (
  ctx: Ctx,
  { id, removed }: { readonly id: string; readonly removed: object },
): Promise<number> =>
  ctx.sql.run(
    `update people.erasure set profile = null, known = null, done_at = $2::timestamptz, removed = $3::jsonb where id = $1`,
    [id, iso(ctx.now), JSON.stringify(removed)],
  );

type Laid = {
  readonly shop: ShopId;
  readonly hashes: readonly string[];
  readonly erasedAt: Instant;
};

/** Whoever is erased again is known no more from then on. */
export const layStones = (sql: Sql, { shop, hashes, erasedAt }: Laid): Promise<number> =>
  sql.run(
    `insert into people.tombstone as t (shop, hash, erased_at)
     select $1, hash, $2::timestamptz from unnest($3::text[]) hash order by hash
     on conflict (tenant, shop, hash) do update
       set erased_at = greatest(t.erased_at, excluded.erased_at), returned_at = null`,
    [shop, iso(erasedAt), [...new Set(hashes)]],
  );

export const anyStones = async (sql: Sql, shops: readonly ShopId[]): Promise<boolean> =>
  (await sql.maybe("select from people.tombstone where shop = any($1::uuid[]) limit 1", [
    shops,
  ])) !== null;

export async function readStones(
  sql: Sql,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, Stone>> {
  const rows = await sql.rows<Stone & { readonly key: string }>(
    `select shop || ' ' || hash as key, erased_at as "erasedAt", returned_at as "returnedAt"
     from people.tombstone where hash = any($1::text[])`,
    [hashes],
  );
  return new Map(rows.map(({ key, ...stone }) => [key, stone]));
}

export const noteReturns = (
  sql: Sql,
  returns: readonly { readonly shop: ShopId; readonly hash: string; readonly at: Instant }[],
): Promise<number> =>
  sql.run(
    `update people.tombstone t set returned_at = least(t.returned_at, r.at)
     from unnest($1::uuid[], $2::text[], $3::timestamptz[]) r(shop, hash, at)
     where t.shop = r.shop and t.hash = r.hash`,
    [returns.map((r) => r.shop), returns.map((r) => r.hash), returns.map((r) => iso(r.at))],
  );
