import { type Ctx, iso, newId, type ProfileId, type ShopId } from "@zhongshu/kernel";
import type { CopyRecord } from "../contract.ts";

type Given = Omit<CopyRecord, "id" | "at" | "profile"> & {
  readonly shop: ShopId;
  readonly profile: ProfileId;
};

/** Gives the number of the record. */
export async function writeCopy(ctx: Ctx, given: Given): Promise<string> {
  const id = newId(ctx);
  await ctx.sql.run(
    `insert into people.copy (shop, id, profile, at, asked_by, member, held)
     values ($1, $2, $3, $4::timestamptz, $5, $6, $7::jsonb)`,
    [
      ...[given.shop, id, given.profile, iso(ctx.now)],
      ...[given.askedBy, given.member, JSON.stringify(given.held)],
    ],
  );
  return id;
}

const MOST = 500;
export const readCopies = (ctx: Ctx, shop: ShopId): Promise<readonly CopyRecord[]> =>
  ctx.sql.rows<CopyRecord>(
    `select id, at, asked_by as "askedBy", member, held,
       case when profile is not null then people.person_of(profile) end as profile
     from people.copy where shop = $1 order by copy.at desc, id desc limit ${MOST}`,
    [shop],
  );
