import {
  type Ctx,
  err,
  type Instant,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import { agreements } from "./agreement/agreement.ts";
import * as communities from "./communities/store.ts";
import * as consent from "./consent/store.ts";
import type { Community, Enrolled, OptOut } from "./contract.ts";
import { executions } from "./execution/executions.ts";
import type { Standing } from "./gate/facts.ts";
import {
  firstMeant,
  mergedAcrossArms,
  programme,
  resize,
  standings,
  stands,
} from "./hold-out/store.ts";
import { communityImporter } from "./importing/communities.ts";
import { memberImporter } from "./importing/members.ts";
import { join, part } from "./parting/part.ts";
import type { ReachPorts } from "./ports.ts";
import { NO_COMMUNITY, NO_PERSON, NOT_ALLOWED, NOT_OPTED_OUT } from "./refusals.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
const may = (ctx: Ctx, permission: string, shop: ShopId): boolean => ctx.can(permission, shop);

type Enrolment = {
  readonly shop: ShopId;
  readonly community: string;
  readonly userIds: readonly string[];
};

const naming =
  ({ audit }: ReachPorts) =>
  async (ctx: Ctx, told: communities.NewCommunity): Answer<Community> => {
    if (!may(ctx, "people.write", told.shop)) return err(NOT_ALLOWED);
    const id = await communities.name(ctx, told);
    await audit(ctx, "community.named", id, { shop: told.shop, name: told.name });
    const found = (await communities.listed(ctx, told.shop)).find((one) => one.id === id);
    return found ? ok(found) : err(NO_COMMUNITY);
  };

/** A list proves that these people belong now; since when, nobody said. Who is a member stays as told before. */
const enrolling =
  ({ profilesOf, audit }: ReachPorts) =>
  async (ctx: Ctx, { shop, community, userIds }: Enrolment): Answer<Enrolled> => {
    if (!may(ctx, "people.write", shop)) return err(NOT_ALLOWED);
    if (!(await communities.exists(ctx, shop, community))) return err(NO_COMMUNITY);
    const people = await profilesOf(ctx, { shop, userIds });
    const profiles = [...new Set(people.map((person) => person.profile))];
    const members = await communities.belonging(ctx, { shop, at: ctx.now, profiles });
    const inside = new Set(members.filter((m) => m.community === community).map((m) => m.profile));
    const fresh = profiles.filter((profile) => !inside.has(profile));
    const seen = { community, at: ctx.now, told: "seen", source: "imported-list" } as const;
    const added = await communities.tell(
      ctx.sql,
      shop,
      fresh.map((profile) => ({ ...seen, profile })),
    );
    const known = new Set(people.map((person) => person.userId));
    await audit(ctx, "community.enrolled", community, { shop, added });
    return ok({
      added,
      already: inside.size,
      unknown: [...new Set(userIds)].filter((userId) => !known.has(userId)),
    });
  };

async function communitiesOf(
  ctx: Ctx,
  { shop, profiles }: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
) {
  const names = new Map((await communities.named(ctx, shop)).map(({ id, name }) => [id, name]));
  const members = await communities.belonging(ctx, { shop, at: ctx.now, profiles });
  return members.map(({ community: id, profile, source }) => ({
    profile,
    id,
    name: names.get(id) ?? id,
    source,
  }));
}

/** What is said of a customer is kept under who they are by now, and until it is kept they stay who they are. */
const about =
  ({ personOf, people }: ReachPorts) =>
  async <A extends consent.About, T>(
    ctx: Ctx,
    [permission, asked]: readonly [string, A],
    work: (current: A) => Answer<T>,
  ): Answer<T> => {
    if (!may(ctx, permission, asked.shop)) return err(NOT_ALLOWED);
    if (permission === "people.write") await people.standStill(ctx);
    const profile = await personOf(ctx, asked);
    return profile === null ? err(NO_PERSON) : work({ ...asked, profile });
  };

const consents = (ports: ReachPorts) => ({
  optOuts: (ctx: Ctx, ask: consent.About & { readonly at: Instant }): Answer<readonly OptOut[]> =>
    about(ports)(ctx, ["people.read", ask], async (asked) => ok(await consent.said(ctx, asked))),
  /** Saying it twice is the same as once: the first proof stands. */
  optOut: (ctx: Ctx, told: consent.Said): Answer<readonly OptOut[]> =>
    about(ports)(ctx, ["people.write", told], async (said) => {
      const event = await consent.refuse(ctx, said);
      if (event !== null)
        await ports.audit(ctx, "opt-out.set", said.profile, { ...consent.detail(said), event });
      return ok(await consent.said(ctx, { ...said, at: ctx.now }));
    }),
  withdrawOptOut: (ctx: Ctx, told: consent.Said): Answer<readonly OptOut[]> =>
    about(ports)(ctx, ["people.write", told], async (said) => {
      const event = await consent.withdraw(ctx, said);
      if (event === null) return err(NOT_OPTED_OUT);
      await ports.audit(ctx, "opt-out.withdrawn", said.profile, { ...consent.detail(said), event });
      return ok(await consent.said(ctx, { ...said, at: ctx.now }));
    }),
});

const holdOuts = ({ audit }: ReachPorts) => ({
  async holdOut(ctx: Ctx): Promise<{ readonly share: number }> {
    return { share: (await programme(ctx)).share };
  },
  async resizeHoldOut(
    ctx: Ctx,
    { shop, share }: { readonly shop: ShopId; readonly share: number },
  ): Answer<{ readonly share: number }> {
    if (!may(ctx, "members.manage", shop)) return err(NOT_ALLOWED);
    const before = await programme(ctx);
    const changed = await resize(ctx, share);
    const sizes = { before: { share: before.share }, after: { share: changed.share } };
    await audit(ctx, "hold-out.resized", ctx.tenant, { shop, ...sizes });
    return ok({ share: changed.share });
  },
  standings,
  firstMeant,
  /** Where a person stands towards the standing hold-out, and whether a merge spoiled the comparison. */
  async standingOf(
    ctx: Ctx,
    profile: ProfileId,
  ): Promise<{ readonly standing: Standing; readonly mergedAcrossArms: boolean }> {
    return {
      standing: stands(await programme(ctx), profile),
      mergedAcrossArms: await mergedAcrossArms(ctx, profile),
    };
  },
});

export const createReach = (ports: ReachPorts) => ({
  importers: [communityImporter, memberImporter],
  nameCommunity: naming(ports),
  enrol: enrolling(ports),
  async list(ctx: Ctx, shop: ShopId): Answer<readonly Community[]> {
    return may(ctx, "people.read", shop)
      ? ok(await communities.listed(ctx, shop))
      : err(NOT_ALLOWED);
  },
  /** Every community with members at that instant; nothing later is read. */
  communities: communities.communitiesAt,
  communityNames: communities.named,
  communitiesOf,
  async membersOf(
    ctx: Ctx,
    { shop, community }: { readonly shop: ShopId; readonly community: string },
  ): Promise<readonly ProfileId[]> {
    const members = await communities.belonging(ctx, { shop, at: ctx.now });
    return members.filter((m) => m.community === community).map((m) => m.profile);
  },
  joined: join,
  parted: part,
  ...consents(ports),
  ...agreements(ports),
  ...holdOuts(ports),
  ...executions(ports),
});
export type Reach = ReturnType<typeof createReach>;
