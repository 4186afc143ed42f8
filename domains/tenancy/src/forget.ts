import type { Ctx, Erased, Forgetting } from "@zhongshu/kernel";

/** What was done stays written; whom it was done to, or which customer did it, does not. */
async function forget({ sql }: Ctx, { ids, names }: Erased) {
  const { n } = await sql.one<{ readonly n: number }>(
    "select tenancy.unname($1::uuid[], $2::text[]) as n",
    [ids, names],
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
  forget,
};
