import type { Ctx, Instant, ProfileId, Sql } from "@zhongshu/kernel";
import type { Resolve } from "@zhongshu/ledger/contract";
import { moveAttention } from "../attention/store.ts";
import type { PeoplePorts } from "../ports.ts";
import { moveTallies, refreshPurchases } from "../profile/store.ts";
import { moveTraits } from "../profile/traits.ts";
import { type Link, type Linked, link, type NewLink, type Person, personOf } from "./link.ts";

type Row = { readonly own: ProfileId; readonly profile: ProfileId; readonly at: Instant };

async function linksOf(sql: Sql, people: readonly Person[]): Promise<ReadonlyMap<ProfileId, Link>> {
  const owns = new Set(people.flatMap(({ own }) => own ?? []));
  const rows = await sql.rows<Row>(
    "select own, profile, linked_at as at from people.link where own = any($1::uuid[])",
    [[...owns]],
  );
  return new Map(rows.map(({ own, profile, at }) => [own, { profile, linkedAt: at }]));
}

// Whoever names anonymous people shares this lock until the commit; whoever links holds it alone. So no
// count is written to a profile after it was absorbed. Of one organisation only: others never wait.
const lockFor = (mode: "_shared" | ""): string =>
  `select pg_advisory_xact_lock${mode}(hashtextextended('people.link/' || current_setting('app.tenant'), 0))`;

/**
 * Until the commit nobody's profile is absorbed: for whoever writes to profiles without naming them by an event.
 * Taken before any row is locked, because absorbing locks the rows of others after it has this lock.
 */
export const standStill = async ({ sql }: Ctx): Promise<void> => {
  await sql.run(lockFor("_shared"));
};

async function linkUnder(
  sql: Sql,
  mode: "_shared" | "",
  people: readonly Person[],
): Promise<Linked> {
  await sql.run(lockFor(mode));
  return link(people, await linksOf(sql, people));
}

const isNews = ({ links }: Linked): boolean => links.length > 0;

/** Links are rare and known ones change nothing, so the lock is taken alone only when there is news. */
async function linked(sql: Sql, people: readonly Person[]): Promise<Linked> {
  const pairs = people.filter(({ own, user }) => own !== null && user !== null);
  const news = pairs.length > 0 && isNews(link(pairs, await linksOf(sql, pairs)));
  const found = await linkUnder(sql, news ? "" : "_shared", people);
  return !news && isNews(found) ? linkUnder(sql, "", people) : found;
}

async function writeLinks(sql: Sql, links: readonly NewLink[]): Promise<void> {
  await sql.run(
    `insert into people.link as l (shop, own, absorbed_by, profile, linked_at)
     select shop, own, profile, profile, to_timestamp(at / 1000.0)
     from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::float8[]) as t (shop, own, profile, at)
     on conflict (tenant, own) do update set profile = excluded.profile, linked_at = excluded.linked_at`,
    [
      links.map((l) => l.shop),
      links.map((l) => l.own),
      links.map((l) => l.profile),
      links.map((l) => l.linkedAt),
    ],
  );
}

/** The port `Resolve` of the ledger: names everybody in the batch, and links who turns out to be one. */
export const createResolve =
  ({ reassign, purchasesOf }: Pick<PeoplePorts, "reassign" | "purchasesOf">): Resolve =>
  async (sql, batch) => {
    const people = batch.map(personOf);
    if (people.every(({ own }) => own === null)) return people.map(({ user }) => user);
    const { profiles, links, moves } = await linked(sql, people);
    if (links.length > 0) await writeLinks(sql, links);
    if (moves.length > 0) {
      const targets = new Map(moves.map(({ from, to }) => [from, to]));
      await moveTallies(sql, targets);
      await moveAttention(sql, targets);
      await moveTraits(sql, targets);
      await reassign(sql, moves);
      await refreshPurchases(sql, purchasesOf, [...new Set(targets.values())]);
    }
    return profiles;
  };
