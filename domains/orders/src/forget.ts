import { type Ctx, type Erased, type Forgetting, type HeldTable, heldIn } from "@zhongshu/kernel";

const THEIRS = "profile = any($1::uuid[]) or origin = any($1::uuid[])";

const OF_ORDER = (table: string): string =>
  `(shop, source, number) in (select shop, source, number from orders."${table}" where ${THEIRS})`;
const HELD: readonly HeldTable[] = [
  ["order", THEIRS],
  ["line", OF_ORDER("order")],
  ["payment", OF_ORDER("order")],
  ["refund", THEIRS],
  ["refund_line", OF_ORDER("refund")],
];

/** Orders and their money stay, as nobody's; what the buyer wrote and where they fetched it goes. */
async function forget({ sql }: Ctx, erased: Erased) {
  const { shop, ids, nobody, names, renamed } = erased;
  const orders = await sql.run(
    `update orders."order" set profile = $2, origin = null, customer = null, note = null, pickup = null where ${THEIRS}`,
    [ids, nobody],
  );
  const refunds = await sql.run(
    `update orders.refund set profile = $2, origin = null, customer = null where ${THEIRS}`,
    [ids, nobody],
  );
  const named = await sql.rows<{ readonly id: string }>(
    `select message_id as id from orders.payment p
      where shop = $1 and exists (select from unnest($2::text[]) name where strpos(p.message_id, name) > 0)`,
    [shop, names],
  );
  await sql.run(
    `update orders.payment p set message_id = t.target from unnest($2::text[], $3::text[]) t(source, target)
      where p.shop = $1 and p.message_id = t.source`,
    [shop, named.map(({ id }) => id), named.map(({ id }) => renamed(id))],
  );
  // A leader, a note or a pick-up of somebody else's order may name them too.
  const words = await sql.run(
    `update orders."order" o set
       leader = case when leader = any($2::text[]) then null else leader end,
       note = case when exists (select from unnest($2::text[]) n where strpos(o.note, n) > 0) then null else note end
      where shop = $1 and (leader = any($2::text[])
         or exists (select from unnest($2::text[]) n where strpos(o.note, n) > 0))`,
    [shop, names],
  );
  return { orders, refunds, ...(words > 0 && { words }) };
}

export const forgetting: Forgetting = {
  room: "orders",
  tables: {
    ...{ order: "persons", refund: "persons", payment: "persons" },
    ...{ line: "nobody", refund_line: "nobody", stock_line: "nobody" },
  },
  holds: heldIn("orders", HELD),
  forget,
};
