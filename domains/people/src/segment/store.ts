import {
  type Ctx,
  err,
  iso,
  newId,
  ok,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { Segment, SegmentVersion } from "../contract.ts";
import type { PeoplePorts } from "../ports.ts";
import { noSuchSegment, segmentNameTaken } from "../refusals.ts";

export type Wanted = Pick<Segment, "name" | "predicate" | "shown"> & { readonly shop: ShopId };
export type Which = { readonly shop: ShopId; readonly segment: string };
type Audit = PeoplePorts["audit"];

const COLUMNS = 'id, name, predicate, shown, version, changed_at as "changedAt"';

export const readSegments = (ctx: Ctx, shop: ShopId): Promise<readonly Segment[]> =>
  ctx.sql.rows<Segment>(`select ${COLUMNS} from people.segment where shop = $1 order by name`, [
    shop,
  ]);

export async function readSegment(
  ctx: Ctx,
  { shop, segment }: Which,
): Promise<Result<Segment, Refusal>> {
  const found = await ctx.sql.maybe<Segment>(
    `select ${COLUMNS} from people.segment where shop = $1 and id = $2`,
    [shop, segment],
  );
  return found === null ? err(noSuchSegment) : ok(found);
}

/** What it means from now on is a version of its own; earlier ones stay readable. */
async function keepVersion(ctx: Ctx, shop: ShopId, segment: Segment): Promise<void> {
  await ctx.sql.run(
    `insert into people.segment_version (shop, segment, version, name, predicate, at, changed_by)
     values ($1, $2, $3, $4, $5::jsonb, $6, $7)`,
    [
      ...[shop, segment.id, segment.version, segment.name],
      ...[JSON.stringify(segment.predicate), iso(ctx.now), ctx.actor.name],
    ],
  );
}

/** What the segment meant, newest first; what was saved before versions were kept is not among them. */
export async function readVersions(
  ctx: Ctx,
  which: Which,
): Promise<Result<readonly SegmentVersion[], Refusal>> {
  const found = await readSegment(ctx, which);
  if (!found.ok) return found;
  return ok(
    await ctx.sql.rows<SegmentVersion>(
      `select version, name, predicate, at, changed_by as by from people.segment_version
       where segment = $1 order by version desc`,
      [which.segment],
    ),
  );
}

export async function createSegment(
  ctx: Ctx,
  audit: Audit,
  { shop, name, predicate, shown }: Wanted,
): Promise<Result<Segment, Refusal>> {
  const made = await ctx.sql.maybe<Segment>(
    `insert into people.segment (shop, id, name, predicate, changed_at, shown)
     values ($1, $2, $3, $4::jsonb, $5, $6)
     on conflict (tenant, shop, name) do nothing returning ${COLUMNS}`,
    [shop, newId(ctx), name, JSON.stringify(predicate), iso(ctx.now), shown],
  );
  if (made === null) return err(segmentNameTaken(name));
  await keepVersion(ctx, shop, made);
  await audit(ctx, "segment.created", made.id, { shop, name, predicate });
  return ok(made);
}

export async function changeSegment(
  ctx: Ctx,
  audit: Audit,
  { shop, segment, name, predicate, shown }: Wanted & Which,
): Promise<Result<Segment, Refusal>> {
  const before = await readSegment(ctx, { shop, segment });
  if (!before.ok) return before;
  const taken = await ctx.sql.maybe(
    "select from people.segment where shop = $1 and name = $2 and id <> $3",
    [shop, name, segment],
  );
  if (taken !== null) return err(segmentNameTaken(name));
  const after = await ctx.sql.one<Segment>(
    `update people.segment set name = $3, predicate = $4::jsonb, changed_at = $5, shown = $6,
       version = version + (predicate <> $4::jsonb or name <> $3)::int
     where shop = $1 and id = $2 returning ${COLUMNS}`,
    [shop, segment, name, JSON.stringify(predicate), iso(ctx.now), shown],
  );
  if (after.version > before.value.version) await keepVersion(ctx, shop, after);
  await audit(ctx, "segment.changed", segment, { shop, before: before.value, after });
  return ok(after);
}

export async function deleteSegment(
  ctx: Ctx,
  audit: Audit,
  which: Which,
): Promise<Result<null, Refusal>> {
  const before = await readSegment(ctx, which);
  if (!before.ok) return before;
  await ctx.sql.run("delete from people.segment where shop = $1 and id = $2", [
    which.shop,
    which.segment,
  ]);
  await audit(ctx, "segment.deleted", which.segment, { shop: which.shop, before: before.value });
  return ok(null);
}
