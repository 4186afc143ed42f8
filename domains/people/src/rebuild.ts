import type { ProfileId, Sql } from "@zhongshu/kernel";
import type { Withdrawal } from "@zhongshu/ledger/contract";
import { takeAttention } from "./attention/take.ts";
import { type Touch, touchesOf } from "./attention/touches.ts";
import { isNobody } from "./erasure/nobody.ts";
import type { PeoplePorts } from "./ports.ts";
import { addTallies } from "./profile/store.ts";
import { addUp, type Tally, tallies } from "./profile/tally.ts";
import { tellTraits, traitsOf } from "./profile/traits.ts";

/** Figures and traits of whoever these events spoke of, anew from what is left of them in the ledger. */
export async function rebuild(
  sql: Sql,
  categoriesOf: PeoplePorts["categoriesOf"],
  { events, remaining }: Withdrawal,
): Promise<void> {
  const told = events.flatMap(({ profile }) => profile ?? []);
  const profiles = [...new Set(told.filter((profile) => !isNobody(profile)))];
  if (profiles.length === 0) return;
  await clear(sql, profiles);
  const gone = touchesOf(events);
  const days = new Set(gone.map(dayOf));
  const left: Touch[] = [];
  let sums: readonly Tally[] = [];
  for await (const page of remaining.ofProfiles(profiles)) {
    sums = addUp([...sums, ...tallies(page)]);
    await tellTraits(sql, traitsOf(page));
    for (const touch of touchesOf(page)) if (days.has(dayOf(touch))) left.push(touch);
  }
  await addTallies(sql, sums);
  await takeAttention(sql, categoriesOf, { gone, left });
}

const dayOf = ({ profile, day }: Touch): string => `${profile} ${day}`;

/** Held first, in the order of their ids, so that whoever counts meanwhile counts on what is written here. */
async function clear(sql: Sql, profiles: readonly ProfileId[]): Promise<void> {
  await sql.run("select from people.profile where id = any($1::uuid[]) order by id for update", [
    profiles,
  ]);
  await sql.run("delete from people.profile where id = any($1::uuid[])", [profiles]);
  await sql.run("delete from people.trait where profile = any($1::uuid[])", [profiles]);
}
