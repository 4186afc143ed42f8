import { createTenancy, type Deps, type Tenancy } from "@zhongshu/tenancy";

/**
 * Who administers an organisation that a command founded: this machine. It is neither a phone number nor a user
 * of the sign-in, so no code reaches it and nobody enters as it.
 */
const HOUSE = { user: "house", phone: "本机", name: "本机管理员 · this machine" } as const;

/** Founds organisations in which nobody can sign in until somebody is made a member. */
export function housekeeping(deps: Deps) {
  const { createOrganisation } = createTenancy({
    ...deps,
    normalisePhone: () => HOUSE.phone,
    ensureUser: async () => HOUSE.user,
  });
  return (by: Parameters<Tenancy["createOrganisation"]>[0], name: string) =>
    createOrganisation(by, { name, admin: HOUSE });
}
