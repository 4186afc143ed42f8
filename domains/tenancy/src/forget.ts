import type { Ctx, Erased, Forgetting } from "@zhongshu/kernel";

type Entry = {
  readonly id: string;
  readonly subject: string;
  readonly actor: string;
  readonly detail: string;
};
const ENTRIES = `select id, subject, actor_id as actor, detail::text as detail from tenancy.audit`;
const PAGE = 2_000;

/** What was done stays written; whom it was done to, or which customer did it, does not. */
async function forget({ sql }: Ctx, { ids, holds }: Erased) {
  const named = new Set<string>(ids);
  const speaks = ({ subject, actor, detail }: Entry): boolean =>
    named.has(subject) ||
    named.has(actor) ||
    holds(detail) ||
    ids.some((id) => detail.includes(id));
  const entries: string[] = [];
  for await (const page of sql.stream<Entry>(ENTRIES, [], PAGE))
    entries.push(...page.filter(speaks).map(({ id }) => id));
  if (entries.length === 0) return {};
  const { n } = await sql.one<{ readonly n: number }>(
    "select tenancy.unname($1::uuid[], $2::uuid[]) as n",
    [ids, entries],
  );
  return { audit: n };
}

export const forgetting: Forgetting = {
  room: "tenancy",
  tables: {
    audit: "persons",
    // Members are whoever works for the shop.
    ...{ organisation: "nobody", shop: "nobody", member: "nobody", member_shop: "nobody" },
    write_key: "nobody",
  },
  // What was done with their data, and when; by whom of the shop is the shop's.
  holds: async ({ sql }, ids) => {
    const audit = await sql.rows<{ readonly at: number; readonly action: string }>(
      "select at, action from tenancy.audit a where subject = any($1::text[]) order by a.seq",
      [ids],
    );
    return audit.length > 0 ? { audit } : {};
  },
  forget,
};
