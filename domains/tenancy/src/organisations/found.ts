import {
  type Actor,
  iso,
  newId,
  ok,
  type Refusal,
  type Result,
  type Seal,
  type Sql,
  tenantId,
} from "@zhongshu/kernel";
import { shopsOf } from "../access/store.ts";
import { audit } from "../audit/audit.ts";
import type { Member } from "../contract.ts";
import { addMember } from "../members/store.ts";
import type { Deps } from "../ports.ts";
import { hasShop } from "../refusals.ts";
import { createShop } from "./store.ts";

/** Whoever runs the deployment; no organisation exists yet that could have let them in. */
export type Founder = {
  readonly actor: Actor;
  readonly now: number;
  readonly random: () => number;
};

export type NewOrganisation = {
  readonly name: string;
  readonly admin: { readonly phone: string; readonly name: string };
  /** Its first shop; without one it is opened later. */
  readonly shop?: string;
  /** Made to look around in, and removed again with every row. */
  readonly demo?: boolean;
  /** The user who opens it for themselves, and so has no other of its kind. */
  readonly opener?: string;
};

export type Founded = { readonly seal: Seal; readonly admin: Member };

class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * Openings of one person take turns, and what is theirs is looked at behind the others: two windows open one shop. Their
 * own rows are seen as by a bearer, for that look alone.
 */
async function hasOne(sql: Sql, opener: string, demo: boolean): Promise<boolean> {
  await sql.run("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`opening ${opener}`]);
  await sql.run("select set_config('app.user', $1, true)", [opener]);
  const shops = await shopsOf(sql, opener);
  await sql.run("select set_config('app.user', '', true)", []);
  return shops.some(({ organisation, role }) =>
    demo ? organisation.demo && role === "admin" : !organisation.demo,
  );
}

/**
 * An organisation is born with its first administrator, or not at all. The seal may do everything in it: for
 * whoever provisions on, never for a request.
 */
export async function found(
  deps: Pick<Deps, "asTenant" | "normalisePhone" | "ensureUser">,
  by: Founder,
  { name, admin, shop, demo = false, opener }: NewOrganisation,
): Promise<Result<Founded, Refusal>> {
  const seal: Seal = { ...by, tenant: tenantId(newId(by)), can: () => true };
  try {
    return await deps.asTenant(seal, async (ctx) => {
      if (opener !== undefined && (await hasOne(ctx.sql, opener, demo))) throw new Refused(hasShop);
      await ctx.sql.run(
        "insert into tenancy.organisation (name, created_at, demo) values ($1, $2::timestamptz, $3)",
        [name, iso(ctx.now), demo],
      );
      await audit(ctx, "organisation.created", ctx.tenant, { name });
      const added = await addMember(ctx, { ...admin, role: "admin", shops: [] }, deps);
      if (!added.ok) throw new Refused(added.error);
      if (shop !== undefined) await createShop(ctx, shop);
      return ok({ seal, admin: added.value });
    });
  } catch (problem) {
    if (problem instanceof Refused) return { ok: false, error: problem.refusal };
    throw problem;
  }
}
