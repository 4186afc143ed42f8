import {
  type Actor,
  err,
  iso,
  ok,
  type Refusal,
  type Result,
  type Seal,
  type ShopId,
  type Sql,
  shopId,
  type TenantId,
  tenantId,
} from "@zhongshu/kernel";
import { type Clock, enter, me, type Person } from "../access/store.ts";
import type { Deps } from "../ports.ts";
import { noDemo, signUpClosed } from "../refusals.ts";
import { found } from "./found.ts";

export type DemoPlace = { readonly seal: Seal; readonly shop: ShopId };
type Named = { readonly organisation: string; readonly shop: string; readonly owner: string };

/** The demo that this person opened for themselves, and the seal that they act under in it; null: none. */
async function ownDemo(deps: Deps, person: Person, clock: Clock): Promise<DemoPlace | null> {
  const { shops } = await me(deps, person);
  const own = shops.find(({ organisation, role }) => organisation.demo && role === "admin");
  if (own === undefined) return null;
  const seal = await enter(deps.asBearer, person, own.id, clock);
  return seal === null ? null : { seal, shop: shopId(own.id) };
}

/** An organisation with one shop to look around in, and the person its administrator; asked again, the same one. */
export async function openDemo(
  deps: Deps,
  person: Person,
  { clock, ...named }: Named & { readonly clock: Clock },
): Promise<Result<DemoPlace, Refusal>> {
  const before = await ownDemo(deps, person, clock);
  if (before !== null) return ok(before);
  if (!deps.signUp && (await me(deps, person)).shops.length === 0) return err(signUpClosed);
  const actor: Actor = { kind: "member", id: person.id, name: named.owner };
  const admin = { phone: person.phone, name: named.owner };
  const kind = { demo: true, opener: person.id };
  const asked = { ...kind, name: named.organisation, admin, shop: named.shop };
  const founded = await found(deps, { actor, ...clock }, asked);
  // Another window may have opened it meanwhile: it is this one's too.
  const opened = await ownDemo(deps, person, clock);
  if (opened !== null) return ok(opened);
  return founded.ok ? err(noDemo) : founded;
}

/** From now on nobody enters the demo; what remains is to remove its rows. */
export async function leaveDemo(
  deps: Deps,
  person: Person,
  clock: Clock,
): Promise<Result<TenantId, Refusal>> {
  const own = await ownDemo(deps, person, clock);
  if (own === null) return err(noDemo);
  await deps.asTenant(own.seal, (ctx) =>
    ctx.sql.run(
      `update tenancy.organisation set leaving_at = $2::timestamptz
        where tenant = $1 and demo and leaving_at is null`,
      [ctx.tenant, iso(ctx.now)],
    ),
  );
  return ok(own.seal.tenant);
}

/** Whose rows are still to be removed. Only a transaction with `app.caretaker` sees any. */
export async function leaving(sql: Sql): Promise<readonly TenantId[]> {
  const rows = await sql.rows<{ readonly tenant: string }>(
    "select tenant from tenancy.organisation where leaving_at is not null order by tenant",
  );
  return rows.map(({ tenant }) => tenantId(tenant));
}
