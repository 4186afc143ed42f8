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

/** The same with these ids in no list of it. */
function without(told: unknown, ids: ReadonlySet<unknown>): unknown {
  if (Array.isArray(told))
    return told.filter((one) => !ids.has(one)).map((one) => without(one, ids));
  if (typeof told !== "object" || told === null) return told;
  return Object.fromEntries(Object.entries(told).map(([key, one]) => [key, without(one, ids)]));
}

type Unsent = { readonly id: string; readonly body: { readonly profiles: readonly string[] } };

/** Whoever is erased is among the people of no card that may still go out to them. */
async function leave({ sql }: Ctx, { shop, ids }: Erased): Promise<number> {
  const cards = await sql.rows<Unsent>(
    `select id, body from brain.card c
      where shop = $1 and body->>'kind' = 'due-again' and body->'profiles' ?| $2::text[]
        and not exists (select from brain.tap t where t.shop = c.shop and t.card = c.id)`,
    [shop, ids],
  );
  const erased = new Set<unknown>(ids);
  for (const { id, body } of cards) {
    const gone = body.profiles.filter((one) => erased.has(one)).length;
    await sql.run(
      `update brain.card set body = $3::jsonb || jsonb_build_object('gone', coalesce((body->>'gone')::int, 0) + $4::int)
        where shop = $1 and id = $2::uuid`,
      [shop, id, JSON.stringify(without(body, erased)), gone],
    );
  }
  return cards.length;
}

/** Cards that went out stand as they were seen, with nobody in the person's place; others go on without them. */
async function forget(ctx: Ctx, erased: Erased) {
  const removed: Record<string, number> = {};
  const left = await leave(ctx, erased);
  if (left > 0) removed["card"] = left;
  for (const [table, column] of KEPT)
    for (const id of erased.ids) {
      const n = await ctx.sql.run(
        `update brain.${table} set ${column} = replace(${column}::text, $1, $2)::jsonb
          where strpos(${column}::text, $1) > 0`,
        [id, erased.nobody],
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
