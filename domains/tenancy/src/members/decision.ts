import { err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import { everyShop, type Role } from "../contract.ts";
import { lastAdmin, needsShops, noSuchMember, noSuchShop } from "../refusals.ts";

export type Standing = { readonly id: string; readonly role: Role };

/** An organisation never loses its last administrator: nobody could let another in. */
export function removable(members: readonly Standing[], id: string): Result<Standing, Refusal> {
  const member = members.find((each) => each.id === id);
  if (member === undefined) return err(noSuchMember);
  const admins = members.filter((each) => each.role === "admin");
  if (member.role === "admin" && admins.length === 1) return err(lastAdmin);
  return ok(member);
}

/** Another role for a member; the last administrator keeps that one. */
export function recast(
  members: readonly Standing[],
  id: string,
  role: Role,
): Result<Standing, Refusal> {
  if (role !== "admin") return removable(members, id);
  const member = members.find((each) => each.id === id);
  return member === undefined ? err(noSuchMember) : ok(member);
}

/** The shops to write down for a role: none where it works in all, else those asked for, which must exist. */
export function assigned(
  role: Role,
  asked: readonly string[],
  existing: readonly string[],
): Result<readonly string[], Refusal> {
  if (everyShop(role)) return ok([]);
  const shops = [...new Set(asked)];
  if (shops.length === 0) return err(needsShops);
  return shops.every((shop) => existing.includes(shop)) ? ok(shops) : err(noSuchShop);
}
