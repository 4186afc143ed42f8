import { type Ctx, iso, newId, type ProfileId, type ShopId, type Sql } from "@zhongshu/kernel";
import type { Choice } from "../contract.ts";

type Said = Omit<Choice, "at" | "id"> & { readonly shop: ShopId; readonly profile: ProfileId };

/** Gives the number under which the word is kept. */
export async function writeChoice(ctx: Ctx, said: Said): Promise<string> {
  const id = newId(ctx);
  await ctx.sql.run(
    `insert into people.choice (shop, profile, at, personalised, said_by, member, how, words, id)
     values ($1, $2, $3::timestamptz, $4, $5, $6, $7, $8, $9)
     on conflict (tenant, profile, at) do update
       set personalised = excluded.personalised, words = excluded.words, id = excluded.id,
           said_by = excluded.said_by, member = excluded.member, how = excluded.how`,
    [
      ...[said.shop, said.profile, iso(ctx.now), said.personalised],
      ...[said.saidBy, said.member, said.how, said.words, id],
    ],
  );
  return id;
}

/** Every word of this person, newest first. */
export const readChoices = (
  ctx: Ctx,
  { shop, profile }: { readonly shop: ShopId; readonly profile: ProfileId },
): Promise<readonly Choice[]> =>
  ctx.sql.rows<Choice>(
    `select id, at, personalised, said_by as "saidBy", member, how, words from people.choice
     where shop = $1 and people.person_of(profile) = $2 order by choice.at desc`,
    [shop, profile],
  );

/** The last word of everybody who said one, by who they are now; those who said no. */
const REFUSING = `
  select person from (
    select distinct on (person) person, personalised from (
      select people.person_of(c.profile) as person, c.at, c.personalised from people.choice c where c.shop = any($1::uuid[])
    ) said order by person, at desc
  ) last where not personalised`;

/** Who of these shops does not want to be chosen by their record. */
export async function plainIn(sql: Sql, shops: readonly ShopId[]): Promise<ReadonlySet<ProfileId>> {
  const rows = await sql.rows<{ readonly person: ProfileId }>(REFUSING, [[...new Set(shops)]]);
  return new Set(rows.map(({ person }) => person));
}
