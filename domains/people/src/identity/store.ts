import type { Ctx, Instant, ProfileId, Sql } from "@zhongshu/kernel";
import type { Resolve, Sender } from "@zhongshu/ledger/contract";
import type { PeoplePorts } from "../ports.ts";
import { absorb, type RegroupPorts } from "../who/regroup.ts";
import { settle } from "../who/settle.ts";
import { moveSigns, partsOf, unheard, writeSigns } from "../who/store.ts";
import { kept, signsOf, type ToldSign } from "../who/told.ts";
import { type Link, type Linked, link, type NewLink, personOf } from "./link.ts";

type Row = { readonly own: ProfileId; readonly profile: ProfileId; readonly at: Instant };
type Batch = readonly Sender[];

async function linksOf(sql: Sql, owns: ReadonlySet<ProfileId>): Promise<Map<ProfileId, Link>> {
  if (owns.size === 0) return new Map();
  const rows = await sql.rows<Row>(
    "select own, profile, linked_at as at from people.link where own = any($1::uuid[])",
    [[...owns]],
  );
  return new Map(rows.map(({ own, profile, at }) => [own, { profile, linkedAt: at }]));
}

// Whoever names people shares this lock until the commit; whoever links or merges holds it alone. So no count is
// written to a profile after it was absorbed. Of one organisation only: others never wait.
const lockFor = (mode: "_shared" | ""): string =>
  `select pg_advisory_xact_lock${mode}(hashtextextended('people.link/' || current_setting('app.tenant'), 0))`;

/**
 * Until the commit nobody's profile is absorbed: for whoever writes to profiles without naming them by an event.
 * Taken before any row is locked, because absorbing locks the rows of others after it has this lock.
 */
export const standStill = async ({ sql }: Ctx): Promise<void> => {
  await sql.run(lockFor("_shared"));
};

const ERASING = "hashtextextended('people.erasure/' || current_setting('app.tenant'), 0)";

/** Until the commit nobody is erased; merges go on. For whoever writes down what they read of people. */
export const steady = async ({ sql }: Ctx): Promise<void> => {
  await sql.run(`select pg_advisory_xact_lock_shared(${ERASING})`);
};

/** Alone, for whoever erases. */
export const unsteady = async ({ sql }: Ctx): Promise<void> => {
  await sql.run(`select pg_advisory_xact_lock(${ERASING})`);
};

/** The same for whoever merges or parts people by hand. */
export const holdAlone = async ({ sql }: Ctx): Promise<void> => {
  await sql.run(lockFor(""));
};

/** What a batch tells of who is who. */
type Told = Linked & { readonly signs: readonly ToldSign[]; readonly fresh: readonly ToldSign[] };

async function read(sql: Sql, keyed: PeoplePorts["keyed"], batch: Batch): Promise<Told> {
  const people = batch.map(personOf);
  const linked = link(people, await linksOf(sql, new Set(people.flatMap(({ own }) => own ?? []))));
  const signs = signsOf(batch, linked.profiles, keyed);
  return { ...linked, signs, fresh: await unheard(sql, signs) };
}

const isNews = ({ links, fresh }: Told): boolean => links.length > 0 || fresh.length > 0;

/** Of a list's many people the first few are asked for, and mostly tell whether the rest is new. */
const GLANCE = 100;

/** News is rare, and what is known changes nothing, so the lock is taken alone only when there is some. */
async function readUnderLock(sql: Sql, keyed: PeoplePorts["keyed"], batch: Batch): Promise<Told> {
  const news = isNews(await read(sql, keyed, batch.slice(0, GLANCE)));
  await sql.run(lockFor(news ? "" : "_shared"));
  const told = await read(sql, keyed, batch);
  if (news || !isNews(told)) return told;
  await sql.run(lockFor(""));
  return read(sql, keyed, batch);
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

/** Writes down what was told, and gives everything to whom it belongs by now. */
async function act(sql: Sql, ports: RegroupPorts, batch: Batch, told: Told): Promise<void> {
  const at = Math.max(...batch.map(({ receivedAt }) => receivedAt));
  if (told.links.length > 0) await writeLinks(sql, told.links);
  const shopOf = new Map(batch.map(({ shop }, i) => [told.profiles[i] ?? null, shop]));
  await writeSigns(
    sql,
    told.signs.flatMap((sign) => {
      const shop = shopOf.get(sign.base);
      return shop === undefined ? [] : [{ ...sign, shop }];
    }),
  );
  for (const shop of new Set(batch.map((sender) => sender.shop))) {
    const here = (base: ProfileId): boolean => shopOf.get(base) === shop;
    const moves = new Map(
      told.moves.filter(({ to }) => here(to)).map(({ from, to }) => [from, to]),
    );
    if (moves.size > 0) {
      await absorb(sql, ports, { shop, at, moves });
      await moveSigns(sql, moves);
    }
    const fresh = told.fresh.filter(({ base }) => here(base));
    const bases = [...new Set([...moves.values(), ...fresh.map(({ base }) => base)])];
    if (bases.length > 0) await settle(sql, ports, { shop, at, bases, fresh });
  }
}

/** The port `Resolve` of the ledger: names everybody in the batch, and finds out who turns out to be one. */
export const createResolve =
  ({ keyed, ...ports }: RegroupPorts & Pick<PeoplePorts, "keyed">): Resolve =>
  async (sql, batch) => {
    const nobody = batch.every(
      ({ anonymousId, userId }) => anonymousId === null && userId === null,
    );
    if (nobody) return batch.map(({ properties }) => ({ profile: null, origin: null, properties }));
    const told = await readUnderLock(sql, keyed, batch);
    if (isNews(told) || told.signs.length > 0) await act(sql, ports, batch, told);
    const persons = await partsOf(sql, [...new Set(told.profiles.flatMap((base) => base ?? []))]);
    return batch.map((sender, i) => {
      const base = told.profiles[i] ?? null;
      const person = base && (persons.get(base) ?? base);
      const properties = sender.type === "identified" ? kept(sender.properties) : sender.properties;
      return { profile: person, origin: person === base ? null : base, properties };
    });
  };
