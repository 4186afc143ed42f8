import { type Ctx, err, ok, type ProfileId, type Refusal, type Result } from "@zhongshu/kernel";
import type { Agreed, Agreement } from "../contract.ts";
import { unlist } from "../execution/unlist.ts";
import type { ReachPorts } from "../ports.ts";
import { NO_PERSON, NOT_AGREED_TO, NOT_ALLOWED } from "../refusals.ts";
import { hold } from "../slot/store.ts";
import { agreed, optedOut, record, type Told, withdraw } from "./store.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Of = { readonly shop: Told["shop"]; readonly profile: ProfileId };
type Ports = Pick<ReachPorts, "personOf" | "profilesOf" | "audit" | "people">;

const detail = ({ shop, channel, proof }: Told) => ({ shop, channel, proof });

/** What customers agreed to receive, kept under who they are by now. */
export const agreements = ({ personOf, profilesOf, audit, people: customers }: Ports) => ({
  async agreements(ctx: Ctx, asked: Of): Answer<readonly Agreement[]> {
    if (!ctx.can("people.read", asked.shop)) return err(NOT_ALLOWED);
    const profile = await personOf(ctx, asked);
    if (profile === null) return err(NO_PERSON);
    return ok(await agreed(ctx, { shop: asked.shop, profile, at: ctx.now }));
  },
  /** Saying it twice is the same as once: the first proof stands. */
  async agree(ctx: Ctx, told: Told & Of): Answer<readonly Agreement[]> {
    const { shop } = told;
    if (!ctx.can("people.write", shop)) return err(NOT_ALLOWED);
    await customers.standStill(ctx);
    const profile = await personOf(ctx, told);
    if (profile === null) return err(NO_PERSON);
    const [event] = await record(ctx, told, [profile]);
    if (event !== undefined) await audit(ctx, "agreement.set", profile, { ...detail(told), event });
    return ok(await agreed(ctx, { shop, profile, at: ctx.now }));
  },
  async withdrawAgreement(ctx: Ctx, told: Told & Of): Answer<readonly Agreement[]> {
    const { shop } = told;
    if (!ctx.can("people.write", shop)) return err(NOT_ALLOWED);
    await customers.standStill(ctx);
    const profile = await personOf(ctx, told);
    if (profile === null) return err(NO_PERSON);
    await hold(ctx);
    const event = await withdraw(ctx, { ...told, profile });
    if (event === null) return err(NOT_AGREED_TO);
    await unlist(ctx, { shop, profile });
    await audit(ctx, "agreement.withdrawn", profile, { ...detail(told), event });
    return ok(await agreed(ctx, { shop, profile, at: ctx.now }));
  },
  /** A list of customers who agreed, such as a form's answers: one entry in the audit. */
  async agreeAll(ctx: Ctx, told: Told & { readonly userIds: readonly string[] }): Answer<Agreed> {
    const { shop, userIds } = told;
    if (!ctx.can("people.write", shop)) return err(NOT_ALLOWED);
    await customers.standStill(ctx);
    const people = await profilesOf(ctx, { shop, userIds });
    const profiles = [...new Set(people.map(({ profile }) => profile))];
    const added = (await record(ctx, told, profiles)).length;
    await audit(ctx, "agreement.listed", shop, { ...detail(told), added });
    const known = new Set(people.map(({ userId }) => userId));
    return ok({
      added,
      already: profiles.length - added,
      optedOut: await optedOut(ctx, shop, profiles),
      unknown: [...new Set(userIds)].filter((userId) => !known.has(userId)),
    });
  },
});
