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
import type { Segment } from "../contract.ts";
import type { PeoplePorts } from "../ports.ts";
import { noSuchSegment, segmentNameTaken } from "../refusals.ts";

export type Wanted = Pick<Segment, "name" | "predicate"> & { readonly shop: ShopId };
export type Which = { readonly shop: ShopId; readonly segment: string };
type Audit = PeoplePorts["audit"];

const COLUMNS = 'id, name, predicate, changed_at as "changedAt"';

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

export async function createSegment(
  ctx: Ctx,
  audit: Audit,
  { shop, name, predicate }: Wanted,
): Promise<Result<Segment, Refusal>> {
  const made = await ctx.sql.maybe<Segment>(
    `insert into people.segment (shop, id, name, predicate, changed_at) values ($1, $2, $3, $4::jsonb, $5)
     on conflict (tenant, shop, name) do nothing returning ${COLUMNS}`,
    [shop, newId(ctx), name, JSON.stringify(predicate), iso(ctx.now)],
  );
  if (made === null) return err(segmentNameTaken(name));
  await audit(ctx, "segment.created", made.id, { shop, name, predicate });
  return ok(made);
}

export async function changeSegment(
  ctx: Ctx,
  audit: Audit,
  { shop, segment, name, predicate }: Wanted & Which,
): Promise<Result<Segment, Refusal>> {
  const before = await readSegment(ctx, { shop, segment });
  if (!before.ok) return before;
  const taken = await ctx.sql.maybe(
    "select from people.segment where shop = $1 and name = $2 and id <> $3",
    [shop, name, segment],
  );
  if (taken !== null) return err(segmentNameTaken(name));
  const after = await ctx.sql.one<Segment>(
    `update people.segment set name = $3, predicate = $4::jsonb, changed_at = $5
     where shop = $1 and id = $2 returning ${COLUMNS}`,
    [shop, segment, name, JSON.stringify(predicate), iso(ctx.now)],
  );
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
