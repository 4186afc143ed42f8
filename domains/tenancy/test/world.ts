import { randomBytes } from "node:crypto";
import { type Result, type Seal, shopId } from "@zhongshu/kernel";
import { openTestDatabase, seeded, TEST_NOW } from "@zhongshu/testing";
import { createTenancy, type Deps, schema } from "../src/index.ts";

export const value = <T>(result: Result<T, { readonly code: string }>): T => {
  if (!result.ok) throw new Error(`refused: ${result.error.code}`);
  return result.value;
};

/** A database, a tenancy over it, a clock that stands still until moved, and the users it made. */
export async function openWorld() {
  const database = await openTestDatabase([schema]);
  const clock = { now: TEST_NOW };
  const random = seeded(7);
  const users = new Map<string, string>();
  const deps: Deps = {
    asTenant: database.asTenant,
    asBearer: (bearer, work) =>
      database.pool.transaction(
        "user" in bearer ? { "app.user": bearer.user } : { "app.key_hash": bearer.keyHash },
        work,
      ),
    now: () => clock.now,
    randomBytes,
    signUp: true,
    normalisePhone: (phone) => (/^1\d{10}$/.test(phone) ? `+86${phone}` : null),
    ensureUser: async (phone) => {
      users.set(phone, users.get(phone) ?? `user-${users.size + 1}`);
      return users.get(phone) ?? "";
    },
  };
  const tenancy = createTenancy(deps);
  const by = {
    actor: { kind: "system", id: "test", name: "Test" } as const,
    now: TEST_NOW,
    random,
  };
  const organisation = async (name: string, phone: string) => {
    const { seal, admin } = value(
      await tenancy.createOrganisation(by, { name, admin: { phone, name: `${name} admin` } }),
    );
    const shop = async (name: string) =>
      value(await database.asTenant(seal, (ctx) => tenancy.createShop(ctx, name))).id;
    return { seal, admin, shops: [await shop(`${name} 1`), await shop(`${name} 2`)] as const };
  };
  const as = (phone: string) => ({ id: users.get(`+86${phone}`) ?? "nobody", phone });
  const enter = async (phone: string, shop: string): Promise<Seal | null> =>
    tenancy.enter(as(phone), shop, { now: clock.now, random });
  return { database, clock, deps, tenancy, users, organisation, as, enter };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

export const nowhere = shopId("00000000-0000-7000-8000-00000000dead");
