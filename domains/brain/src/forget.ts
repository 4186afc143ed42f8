import type { Ctx, Erased, Forgetting } from "@zhongshu/kernel";

type Kept = readonly [table: string, column: string];
/** Where people stand among the facts of a card, or in the statement behind one of its figures. */
const KEPT: readonly Kept[] = [
  ["card", "body"],
  ["morning", "missing"],
  ["tap", "promises"],
  ["tap", "forecast"],
  ["outcome", "body"],
];

/** Cards stand as they were seen, with nobody in the person's place. */
async function forget({ sql }: Ctx, { ids, nobody }: Erased) {
  const removed: Record<string, number> = {};
  for (const [table, column] of KEPT)
    for (const id of ids) {
      const n = await sql.run(
        `update brain.${table} set ${column} = replace(${column}::text, $1, $2)::jsonb
          where strpos(${column}::text, $1) > 0`,
        [id, nobody],
      );
      if (n > 0) removed[table] = (removed[table] ?? 0) + n;
    }
  return removed;
}

export const forgetting: Forgetting = {
  room: "brain",
  tables: {
    ...{ card: "persons", morning: "persons", tap: "persons", outcome: "persons" },
    awaited: "nobody",
  },
  // Cards are facts of many; whom they were sent to is told by what was sent.
  holds: async () => ({}),
  forget,
};
