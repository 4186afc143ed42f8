import type { Ctx, DomainSchema, Seal, ShopId } from "@zhongshu/kernel";
import { type Clock, enter, me, type Person, worksIn } from "./access/store.ts";
import { audit, auditTrail } from "./audit/audit.ts";
import { createAuthorise } from "./keys/authorise.ts";
import { createKey, listKeys, type NewKey, revokeKey } from "./keys/store.ts";
import {
  addMember,
  changeMember,
  listMembers,
  type NewMember,
  removeMember,
} from "./members/store.ts";
import { leaveDemo, leaving, openDemo } from "./organisations/demo.ts";
import { directory } from "./organisations/directory.ts";
import { type Founder, found, type NewOrganisation } from "./organisations/found.ts";
import { type Opening, openOwn } from "./organisations/open.ts";
import {
  createShop,
  organisation,
  renameOrganisation,
  renameShop,
  shopName,
} from "./organisations/store.ts";
import type { Deps } from "./ports.ts";

export const schema: DomainSchema = {
  name: "tenancy",
  migrations: new URL("../migrations/", import.meta.url),
};

export function createTenancy(deps: Deps) {
  const keys = createAuthorise(deps);
  return {
    me: (person: Person) => me(deps, person),
    openOwn: (person: Person, asked: Opening & { readonly clock: Clock }) =>
      openOwn(deps, person, asked),
    openDemo: (person: Person, asked: Parameters<typeof openDemo>[2]) =>
      openDemo(deps, person, asked),
    leaveDemo: (person: Person, clock: Clock) => leaveDemo(deps, person, clock),
    leaving,
    enter: (person: Person, shop: string, clock: Clock): Promise<Seal | null> =>
      enter(deps.asBearer, person, shop, clock),
    worksIn,
    authorise: keys.authorise,
    audit,
    auditTrail,
    createOrganisation: (by: Founder, asked: NewOrganisation) => found(deps, by, asked),
    organisation,
    directory,
    renameOrganisation,
    createShop,
    renameShop,
    shopName,
    listMembers,
    addMember: (ctx: Ctx, asked: NewMember) => addMember(ctx, asked, deps),
    changeMember,
    removeMember,
    listKeys,
    createKey: (ctx: Ctx, asked: NewKey) => createKey(ctx, asked, deps.randomBytes),
    revokeKey: async (ctx: Ctx, shop: ShopId, id: string) => {
      const revoked = await revokeKey(ctx, shop, id);
      if (!revoked.ok) return revoked;
      keys.forget(revoked.value.hash);
      return { ok: true as const, value: revoked.value.key };
    },
  };
}

export type Tenancy = ReturnType<typeof createTenancy>;
export { PERMISSIONS } from "./access/access.ts";
export { forgetting } from "./forget.ts";
export type { KeyHolder } from "./keys/authorise.ts";
export { REVOKED_WITHIN_MS } from "./keys/authorise.ts";
export type { Listed } from "./organisations/directory.ts";
export type { AsBearer, Bearer, Deps } from "./ports.ts";
export { routes } from "./routes.ts";
