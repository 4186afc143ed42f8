import type { Instant, ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import { addAttention, moveAttention } from "../attention/store.ts";
import { touchesOf } from "../attention/touches.ts";
import type { Move, PeoplePorts } from "../ports.ts";
import { addTallies, moveTallies, refreshPurchases } from "../profile/store.ts";
import { tallies } from "../profile/tally.ts";
import { moveTraits, tellTraits, traitsOf } from "../profile/traits.ts";
import { markStale } from "../standing/stale.ts";
import { partsOf, writeParts } from "./store.ts";

export type RegroupPorts = Pick<
  PeoplePorts,
  "reassign" | "joined" | "parted" | "eventsOf" | "purchasesOf" | "categoriesOf"
>;

/** An id whose person changes. `as`: what its rows are of by themselves afterwards, when it is absorbed. */
export type Change = {
  readonly base: ProfileId;
  readonly from: ProfileId;
  readonly to: ProfileId;
  readonly as: ProfileId;
};
export type Changes = {
  readonly shop: ShopId;
  readonly at: Instant;
  readonly changes: readonly Change[];
};

/** Persons of whom a part goes and a part stays, or goes elsewhere: their figures must be counted anew. */
async function partedOf(sql: Sql, changes: readonly Change[]): Promise<readonly ProfileId[]> {
  const persons = [...new Set(changes.map(({ from }) => from))];
  const rows = await sql.rows<{ readonly person: ProfileId; readonly parts: number }>(
    `select person, count(*)::int as parts from people.same where person = any($1::uuid[]) group by person`,
    [persons],
  );
  const parts = new Map(rows.map(({ person, parts: n }) => [person, n + 1]));
  return persons.filter((person) => {
    const going = changes.filter(({ from }) => from === person);
    if (going.every(({ to }) => to === person)) return false;
    const whither = new Set(going.map(({ to }) => to));
    return going.length < (parts.get(person) ?? 1) || whither.size > 1;
  });
}

/** Counts what these are from their events again: what a sum of persons was cannot be taken apart otherwise. */
async function recount(
  sql: Sql,
  ports: RegroupPorts,
  persons: readonly ProfileId[],
): Promise<void> {
  await sql.run("delete from people.profile where id = any($1::uuid[])", [persons]);
  for (const table of ["attention", "trait"])
    await sql.run(`delete from people.${table} where profile = any($1::uuid[])`, [persons]);
  const events = await ports.eventsOf(sql, persons);
  await addTallies(sql, tallies(events));
  await addAttention(sql, ports.categoriesOf, touchesOf(events));
  await tellTraits(sql, traitsOf(events));
  await refreshPurchases(sql, ports.purchasesOf, persons);
}

async function moveAll(
  sql: Sql,
  ports: RegroupPorts,
  targets: ReadonlyMap<ProfileId, ProfileId>,
): Promise<void> {
  await moveTallies(sql, targets);
  await moveAttention(sql, targets);
  await moveTraits(sql, targets);
  await refreshPurchases(sql, ports.purchasesOf, [...new Set(targets.values())]);
}

/** Who goes to whom, person by person; of those that are parted every id goes by itself, also to where it was. */
async function joinsOf(
  sql: Sql,
  changes: readonly Change[],
  parted: readonly ProfileId[],
): Promise<ReadonlyMap<ProfileId, ProfileId>> {
  const apart = new Set(parted);
  const gone = changes.map(({ base, from, to }) => [apart.has(from) ? base : from, to] as const);
  const stay = await sql.rows<{ readonly base: ProfileId; readonly person: ProfileId }>(
    "select base, person from people.same where person = any($1::uuid[])",
    [parted],
  );
  const all = [...gone, ...stay.map(({ base, person }) => [base, person] as const)];
  return new Map(all.filter(([from, to]) => from !== to));
}

/** Gives every row of these ids, in every room, to the person they are part of from now on. */
export async function regroup(sql: Sql, ports: RegroupPorts, told: Changes): Promise<void> {
  const { shop, at, changes } = told;
  if (changes.length === 0) return;
  const parted = await partedOf(sql, changes);
  await writeParts(sql, {
    ...{ shop, at },
    persons: new Map(changes.map(({ base, to, as }) => [base, as === base ? to : base])),
  });
  const moves = changes.map(({ base, to, as }): Move => ({ from: base, to, base: as }));
  await ports.reassign(sql, moves);
  if (parted.length > 0) await ports.parted(sql, parted, at);
  const joins = await joinsOf(sql, changes, parted);
  await ports.joined(
    sql,
    [...joins].map(([from, to]) => ({ from, to })),
    at,
  );
  const persons = [...new Set(changes.flatMap(({ from, to }) => [from, to]))];
  await markStale(
    sql,
    persons.map((profile) => ({ shop, profile })),
  );
  if (parted.length === 0) return moveAll(sql, ports, joins);
  await recount(sql, ports, persons);
}

/** Anonymous ids whose user turned out: all that is theirs is the user's from now on, and of the user's person. */
export async function absorb(
  sql: Sql,
  ports: RegroupPorts,
  told: Omit<Changes, "changes"> & { readonly moves: ReadonlyMap<ProfileId, ProfileId> },
): Promise<void> {
  const { moves, ...when } = told;
  const persons = await partsOf(sql, [...moves.keys(), ...moves.values()]);
  const changes = [...moves].map(([own, user]) => ({
    ...{ base: own, from: persons.get(own) ?? own, to: persons.get(user) ?? user, as: user },
  }));
  await regroup(sql, ports, { ...when, changes: [...changes, ...(await left(sql, changes))] });
  await sql.run("delete from people.merge where a = any($1::uuid[]) or b = any($1::uuid[])", [
    [...moves.keys()],
  ]);
  await sql.run("delete from people.doubt where a = any($1::uuid[]) or b = any($1::uuid[])", [
    [...moves.keys()],
  ]);
}

/** Who was part of a person that goes by an absorbed id goes by another of their ids. */
async function left(sql: Sql, changes: readonly Change[]): Promise<readonly Change[]> {
  const going = new Set(changes.map(({ base }) => base));
  const rows = await sql.rows<{ readonly base: ProfileId; readonly person: ProfileId }>(
    "select base, person from people.same where person = any($1::uuid[]) order by base",
    [[...going]],
  );
  const by = Map.groupBy(
    rows.filter(({ base }) => !going.has(base)),
    ({ person }) => person,
  );
  return [...by.values()].flatMap((them) => {
    const heir = them[0]?.base;
    return heir === undefined
      ? []
      : them.map(({ base, person }) => ({ base, from: person, to: heir, as: base }));
  });
}
