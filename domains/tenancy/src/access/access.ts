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

/** Someone standing inside one shop, having come in by its address, and the shops of its organisation that let them in. */
export type Grant = {
  readonly role: Role;
  readonly inside: ShopId;
  readonly open: ReadonlySet<ShopId>;
};

const isLook = (permission: string): boolean => permission.endsWith(".read");

/**
 * May they? In the shop they stand in, as their role says. In another nothing, whatever their role, because they came
 * in by this one's address; but what they may read there they may read from here, so that shops can be compared.
 * What names no shop concerns the organisation, so it needs such a role.
 */
export function allows({ role, inside, open }: Grant, permission: string, shop?: ShopId): boolean {
  if (shop === undefined && !everyShop(role)) return false;
  const elsewhere = shop !== undefined && shop !== inside;
  if (elsewhere && !(isLook(permission) && open.has(shop))) return false;
  return PERMISSIONS[role].some((each) => each === permission);
}
