import {
  type Ctx,
  isUuid,
  type Seal,
  type ShopId,
  type Sql,
  shopId,
  tenantId,
} from "@zhongshu/kernel";
import { everyShop, type Me, Role, type Shop } from "../contract.ts";
import type { AsBearer, Deps } from "../ports.ts";
import { allows, PERMISSIONS } from "./access.ts";

/** A person whom the sign-in vouches for. */
export type Person = { readonly id: string; readonly phone: string };

type Row = {
  readonly tenant: string;
  readonly organisation: string;
  readonly demo: boolean;
  readonly shop: string;
  readonly shop_name: string;
  readonly role: string;
  readonly member_name: string;
};

const EVERY_SHOP = Role.options.filter(everyShop);

// The role is kept as text, so an old row with a role that is gone lets nobody in instead of failing.
const SHOPS = `
  select m.tenant, o.name as organisation, o.demo, s.id as shop, s.name as shop_name, m.role, m.name as member_name
  from tenancy.member m
  join tenancy.organisation o on o.tenant = m.tenant
  join tenancy.shop s on s.tenant = m.tenant
  where m.user_id = $1 and o.leaving_at is null
    and (m.role = any($2) or exists (select 1 from tenancy.member_shop ms
      where ms.tenant = m.tenant and ms.member = m.id and ms.shop = s.id))`;

const described = (row: Row): Shop | null => {
  const role = Role.safeParse(row.role);
  if (!role.success || !PERMISSIONS[role.data].includes("shop.enter")) return null;
  return {
    id: row.shop,
    name: row.shop_name,
    organisation: { id: row.tenant, name: row.organisation, demo: row.demo },
    role: role.data,
    permissions: [...PERMISSIONS[role.data]],
  };
};

/** Every shop that lets this user in; only a transaction of this bearer sees them. */
export async function shopsOf(sql: Sql, user: string): Promise<readonly Shop[]> {
  const rows = await sql.rows<Row>(`${SHOPS} order by o.name, s.name, s.id`, [user, EVERY_SHOP]);
  return rows.map(described).filter((shop) => shop !== null);
}

/** The person and every shop that lets them in, over all organisations. */
export async function me(
  { asBearer, signUp }: Pick<Deps, "asBearer" | "signUp">,
  person: Person,
): Promise<Me> {
  const shops = await asBearer({ user: person.id }, (sql) => shopsOf(sql, person.id));
  const mayOpen = signUp && shops.every(({ organisation }) => organisation.demo);
  return { user: { id: person.id, phone: person.phone }, shops: [...shops], mayOpen };
}

/** The membership that lets this user into the shop; null where none does. */
async function doorOf(sql: Sql, user: string, shop: string) {
  const row = await sql.maybe<Row>(`${SHOPS} and s.id = $3`, [user, EVERY_SHOP, shop]);
  const entered = row && described(row);
  return row === null || entered === null ? null : { row, entered };
}

/** Does this user work in the shop, in whatever role that is a member's? */
export async function worksIn(
  { sql }: Ctx,
  { user, shop }: { readonly user: string; readonly shop: ShopId },
): Promise<boolean> {
  return (await doorOf(sql, user, shop)) !== null;
}

export type Clock = { readonly now: number; readonly random: () => number };

/** The shops of the organisation that let them in; null: every one. */
async function openTo(
  sql: Sql,
  person: Person,
  { tenant }: Row,
  role: Role,
): Promise<ReadonlySet<ShopId> | null> {
  if (everyShop(role)) return null;
  const rows = await sql.rows<{ readonly shop: string }>(
    `select ms.shop from tenancy.member_shop ms join tenancy.member m on m.tenant = ms.tenant and m.id = ms.member
      where m.user_id = $1 and m.tenant = $2`,
    [person.id, tenant],
  );
  return new Set(rows.map((one) => shopId(one.shop)));
}

/** What a person needs to act inside a shop; null alike for a shop that is not theirs and for one that is not. */
export async function enter(
  asBearer: AsBearer,
  person: Person,
  shop: string,
  clock: Clock,
): Promise<Seal | null> {
  if (!isUuid(shop)) return null;
  const found = await asBearer({ user: person.id }, async (sql) => {
    const door = await doorOf(sql, person.id, shop);
    return door && { ...door, open: await openTo(sql, person, door.row, door.entered.role) };
  });
  if (found === null) return null;
  const { row, entered, open } = found;
  const grant = { role: entered.role, inside: shopId(shop), open };
  return {
    tenant: tenantId(row.tenant),
    actor: { kind: "member", id: person.id, name: row.member_name },
    ...clock,
    can: (permission, shop) => allows(grant, permission, shop),
  };
}
