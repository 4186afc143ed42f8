import type { ShopId } from "@zhongshu/kernel";
import { everyShop, type Permission, type Role } from "../contract.ts";

const READ = ["shop.enter", "cards.read", "people.read", "goods.read", "orders.read"] as const;
const RUN = [
  ...READ,
  "cards.act",
  "imports.read",
  "imports.run",
  "people.write",
  "goods.write",
  "events.read",
  "audit.read",
] as const;

/** What each role may do. A customer is not a member of the house: no role here lets one in. */
export const PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  owner: [...RUN, "people.erase"],
  operator: [...RUN, "events.mend"],
  agent: ["shop.enter", "people.read", "goods.read", "orders.read"],
  reviewer: ["shop.enter", "goods.read"],
  merchant: ["shop.enter", "goods.read"],
  customer: [],
  analyst: [...READ, "imports.read", "events.read", "audit.read"],
  admin: [...RUN, "people.erase", "events.mend", "keys.manage", "members.manage"],
};

/** What is looked at of several shops together; nothing else reaches beyond the shop one stands in. */
const COMPARED: readonly string[] = [
  "cards.read",
  "people.read",
  "goods.read",
  "orders.read",
] satisfies Permission[];

/** Someone standing inside one shop, having come in by its address. */
export type Grant = {
  readonly role: Role;
  readonly inside: ShopId;
  /** The shops of its organisation that let them in; null where that is every one. */
  readonly open: ReadonlySet<ShopId> | null;
};

/**
 * May they? In the shop they stand in, as their role says. In another nothing, whatever their role, because they came
 * in by this one's address; but what is compared over shops they may read from here as they may there.
 * What names no shop concerns the organisation, so it needs such a role.
 */
export function allows({ role, inside, open }: Grant, permission: string, shop?: ShopId): boolean {
  if (shop === undefined && !everyShop(role)) return false;
  const elsewhere = shop !== undefined && shop !== inside;
  const compared = COMPARED.includes(permission);
  if (elsewhere && !(compared && (open === null ? everyShop(role) : open.has(shop)))) return false;
  return PERMISSIONS[role].some((each) => each === permission);
}
