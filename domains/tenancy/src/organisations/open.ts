import { type Actor, err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import { type Clock, me, type Person } from "../access/store.ts";
import type { Me } from "../contract.ts";
import type { Deps } from "../ports.ts";
import { hasShop, signUpClosed } from "../refusals.ts";
import { found } from "./found.ts";

/** What somebody types who opens a shop of their own. */
export type Opening = { readonly name: string; readonly owner: string };

/** Whoever belongs to no shop opens one: an organisation of its own, and they its administrator. Who they are then, with it. */
export async function openOwn(
  deps: Deps,
  person: Person,
  { clock, name, owner }: Opening & { readonly clock: Clock },
): Promise<Result<Me, Refusal>> {
  if (!deps.signUp) return err(signUpClosed);
  const before = await me(deps, person);
  if (!before.mayOpen) return err(hasShop);
  const actor: Actor = { kind: "member", id: person.id, name: owner };
  const admin = { phone: person.phone, name: owner };
  const asked = { name, admin, shop: name, opener: person.id };
  const founded = await found(deps, { actor, ...clock }, asked);
  return founded.ok ? ok(await me(deps, person)) : founded;
}
