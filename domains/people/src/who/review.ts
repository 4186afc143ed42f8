import {
  type Ctx,
  err,
  iso,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { Likely, Side } from "../contract.ts";
import { holdAlone } from "../identity/store.ts";
import type { PeoplePorts } from "../ports.ts";
import { namesOf } from "../profile/read.ts";
import { noSuchPair, tooLate } from "../refusals.ts";
import { REGRET } from "./gather.ts";
import type { RegroupPorts } from "./regroup.ts";
import { settle } from "./settle.ts";

const MOST = 200;
type Found = Omit<Likely, "left" | "right"> & { readonly a: ProfileId; readonly b: ProfileId };
type Sides = { readonly shop: ShopId; readonly pairs: readonly Found[] };

async function sidesOf(ctx: Ctx, { shop, pairs }: Sides): Promise<ReadonlyMap<ProfileId, Side>> {
  const bases = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  type Row = {
    readonly base: ProfileId;
    readonly person: ProfileId;
    readonly signs: Side["signs"];
  };
  const rows = await ctx.sql.rows<Row>(
    `select base, people.person_of(base) as person, coalesce((
       select jsonb_agg(jsonb_build_object('kind', kind, 'shown', shown) order by kind, shown)
       from people.sign s where s.base = asked.base
         and not (kind = 'mask' and exists (select from people.sign p where p.base = s.base and p.kind = 'phone'))
     ), '[]') as signs from unnest($1::uuid[]) asked(base)`,
    [bases],
  );
  const names = await namesOf(ctx, { shop, profiles: rows.map(({ person }) => person) });
  return new Map(
    rows.map(({ base, person, signs }) => [
      base,
      { person, signs: signs.map((sign) => ({ ...sign })), name: names.get(person) ?? null },
    ]),
  );
}

async function shown(ctx: Ctx, sides: Sides): Promise<readonly Likely[]> {
  const found = await sidesOf(ctx, sides);
  return sides.pairs.flatMap((pair) => {
    const [left, right] = [found.get(pair.a), found.get(pair.b)];
    return left === undefined || right === undefined ? [] : [{ ...pair, left, right }];
  });
}

/** Who may be one person and is asked about, and who was made one lately and can still be parted; newest first. */
export async function likely(
  ctx: Ctx,
  shop: ShopId,
): Promise<{ readonly doubts: readonly Likely[]; readonly merges: readonly Likely[] }> {
  const doubts = await ctx.sql.rows<Found>(
    `select a, b, why as reason, at from people.doubt where shop = $1 and same is null
     order by doubt.at desc, a, b limit ${MOST}`,
    [shop],
  );
  const merges = await ctx.sql.rows<Found>(
    `select a, b, rule as reason, at from people.merge where shop = $1 and at >= $2::timestamptz
     order by merge.at desc, a, b limit ${MOST}`,
    [shop, iso(ctx.now - REGRET)],
  );
  return {
    doubts: await shown(ctx, { shop, pairs: doubts }),
    merges: await shown(ctx, { shop, pairs: merges }),
  };
}

export type Saying = {
  readonly shop: ShopId;
  readonly a: ProfileId;
  readonly b: ProfileId;
  readonly same: boolean;
};
type Standing = { readonly why: string; readonly merged: boolean; readonly late: boolean };

/** Somebody says whether two ids are one person. It outweighs every sign, until somebody says the contrary. */
export async function say(
  ctx: Ctx,
  ports: RegroupPorts & Pick<PeoplePorts, "audit">,
  { shop, a, b, same }: Saying,
): Promise<Result<null, Refusal>> {
  await holdAlone(ctx);
  const pair = await ctx.sql.maybe<Standing>(
    `select why, false as merged, false as late from people.doubt where shop = $1 and a = $2 and b = $3
     union all
     select rule, true, at < $4::timestamptz from people.merge where shop = $1 and a = $2 and b = $3
     order by merged desc limit 1`,
    [shop, a, b, iso(ctx.now - REGRET)],
  );
  if (pair === null) return err(noSuchPair);
  if (!same && pair.late) return err(tooLate);
  await ctx.sql.run(
    `insert into people.doubt (shop, a, b, why, at, same, said_at, said_by)
     values ($1, $2, $3, $4, $5::timestamptz, $6, $5::timestamptz, $7)
     on conflict (tenant, a, b) do update
       set same = excluded.same, said_at = excluded.said_at, said_by = excluded.said_by`,
    [shop, a, b, pair.why, iso(ctx.now), same, ctx.actor.id],
  );
  await settle(ctx.sql, ports, { shop, at: ctx.now, bases: [a, b], fresh: [] });
  await ports.audit(ctx, same ? "people.joined" : "people.parted", a, {
    shop,
    a,
    b,
    why: pair.why,
  });
  return ok(null);
}
