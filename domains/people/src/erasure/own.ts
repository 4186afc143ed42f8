import { type Ctx, type Erased, type Forgetting, type HeldTable, heldIn } from "@zhongshu/kernel";

type Table = HeldTable;

/** What people itself keeps of a person: all of it goes. */
const OF_A_PERSON: readonly Table[] = [
  ["profile", "id = any($1::uuid[])"],
  ["trait", "profile = any($1::uuid[])"],
  ["attention", "profile = any($1::uuid[])"],
  ["sign", "base = any($1::uuid[])"],
  ["same", "base = any($1::uuid[]) or person = any($1::uuid[])"],
  ["merge", "a = any($1::uuid[]) or b = any($1::uuid[])"],
  ["doubt", "a = any($1::uuid[]) or b = any($1::uuid[])"],
  ["standing", "id = any($1::uuid[])"],
  ["tagged", "profile = any($1::uuid[])"],
  ["choice", "profile = any($1::uuid[])"],
  ["link", "own = any($1::uuid[]) or absorbed_by = any($1::uuid[])"],
];

async function forget({ sql }: Ctx, { ids }: Erased) {
  const removed: Record<string, number> = {};
  for (const [name, where] of OF_A_PERSON) {
    const n = await sql.run(`delete from people.${name} where ${where}`, [ids]);
    if (n > 0) removed[name] = n;
  }
  // A browser that is somebody else's by now was theirs once.
  await sql.run("update people.link set profile = absorbed_by where profile = any($1::uuid[])", [
    ids,
  ]);
  await sql.run(
    `update people.stale set profiles =
       (select coalesce(array_agg(p), '{}') from unnest(profiles) p where p <> all($1::uuid[]))
     where profiles && $1::uuid[]`,
    [ids],
  );
  // That they were given what was held of them stays written, of nobody.
  await sql.run("update people.copy set profile = null where profile = any($1::uuid[])", [ids]);
  return removed;
}

export const forgetting: Forgetting = {
  room: "people",
  tables: {
    ...{ link: "persons", profile: "persons", trait: "persons", attention: "persons" },
    ...{ sign: "persons", same: "persons", merge: "persons", doubt: "persons" },
    ...{ standing: "persons", tagged: "persons", stale: "persons", choice: "persons" },
    // Say whom until the person is erased, and then nobody.
    ...{ erasure: "persons", copy: "persons" },
    ...{ segment: "nobody", segment_version: "nobody", reckoning: "nobody", tag_day: "nobody" },
    tombstone: "nobody",
  },
  holds: heldIn("people", [...OF_A_PERSON, ["copy", "profile = any($1::uuid[])"]]),
  forget,
};
