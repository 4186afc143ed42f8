import {
  type Ctx,
  type Erased,
  type Forgetting,
  type Forgotten,
  type HeldTable,
  heldIn,
  type Sql,
} from "@zhongshu/kernel";
import { DOUBTED } from "./execution/recipients.ts";
import { hold } from "./slot/store.ts";

type Who = Pick<Erased, "ids" | "nobody">;

/** What only says where somebody was, what they wanted, or lets them in. */
const GOES: readonly HeldTable[] = [
  ["membership_fact", "profile = any($1::uuid[])"],
  ["opt_out", "profile = any($1::uuid[])"],
  ["agreement", "profile = any($1::uuid[])"],
  ["message", "profile = any($1::uuid[])"],
  ["entry", "profile = any($1::uuid[])"],
  ["visit", "profile = any($1::uuid[])"],
  ["click", "link in (select id from reach.link where profile = any($1::uuid[]))"],
  ["link", "profile = any($1::uuid[])"],
];

/** A way in is a secret of whoever has it: that there is one is told by the visits. */
const HELD: readonly HeldTable[] = [
  ...GOES.filter(([name]) => name !== "entry" && name !== "visit"),
  ["recipient", "profile = any($1::uuid[])"],
  ["slot", "subject = any($1::uuid[])"],
];

/** What comparisons count stays, with nobody in the person's place: the arm, what was sent, and that it was opened. */
const STAYS: readonly string[] = [
  `update reach.recipient set profile = $2::uuid, link = null, said = null,
     reason = case when state = 'listed' and copied_at is not null then '${DOUBTED}'::jsonb end,
     state = case when state = 'listed' and copied_at is not null then 'stopped'
       when state in ('waiting', 'listed') then 'cancelled' else state end
   where profile = any($1::uuid[])`,
  "update reach.slot set subject = $2::uuid where subject = any($1::uuid[])",
  "update reach.click set visitor = $2::text where visitor = any($1::text[])",
  "update reach.merged_across_arms set profile = $2::uuid where profile = any($1::uuid[])",
];

/** One person has one place in an execution, whichever of their ids it was drawn for. */
const ONE_PLACE = `
  delete from reach.recipient r using reach.recipient other
   where r.execution = other.execution and r.profile = any($1::uuid[]) and other.profile = any($1::uuid[])
     and r.profile > other.profile`;

async function kept(sql: Sql, { ids, nobody }: Who): Promise<number> {
  await sql.run(ONE_PLACE, [ids]);
  let n = 0;
  for (const statement of STAYS) n += await sql.run(statement, [ids, nobody]);
  return n;
}

/** What two had before they became one, as it is kept so that they can be parted. */
const dropJoined = (sql: Sql, ids: Erased["ids"]): Promise<number> =>
  sql.run(
    `delete from reach.joined j where gone = any($1::uuid[]) or kept = any($1::uuid[])
       or exists (select from unnest($1::text[]) id where strpos(j.had::text, id) > 0)`,
    [ids],
  );

async function forget(ctx: Ctx, { ids, nobody }: Erased): Promise<Forgotten> {
  const { sql } = ctx;
  await hold(ctx);
  const removed: Record<string, number> = {};
  for (const [name, where] of GOES) {
    const n = await sql.run(`delete from reach.${name} where ${where}`, [ids]);
    if (n > 0) removed[name] = n;
  }
  await dropJoined(sql, ids);
  const anonymised = await kept(sql, { ids, nobody });
  return anonymised > 0 ? { ...removed, anonymised } : removed;
}

export const forgetting: Forgetting = {
  room: "reach",
  tables: {
    ...{ membership_fact: "persons", opt_out: "persons", agreement: "persons" },
    ...{ recipient: "persons", slot: "persons", message: "persons", link: "persons" },
    ...{ click: "persons", entry: "persons", visit: "persons", joined: "persons" },
    merged_across_arms: "persons",
    ...{ community: "nobody", hold_out: "nobody", policy: "nobody" },
    ...{ execution: "nobody", post: "nobody" },
  },
  holds: heldIn("reach", HELD),
  forget,
};
