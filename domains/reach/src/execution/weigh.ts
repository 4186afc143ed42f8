import type { Ctx, ProfileId, ShopId } from "@zhongshu/kernel";
import type { Arm } from "../contract.ts";
import type { Facts, Message, Policy, Slot } from "../gate/facts.ts";
import { type Decision, decide } from "../gate/gate.ts";
import { spent } from "../slot/store.ts";
import type { Said } from "./words.ts";

/** Somebody with the arm that was drawn at the tap. */
export type Drawn = { readonly profile: ProfileId; readonly arm: Arm };
export type Weighed = Drawn & {
  readonly decision: Decision;
  readonly slots: readonly Slot[];
};

export type Scales = {
  readonly shop: ShopId;
  readonly message: Message;
  readonly policy: Policy;
  readonly said: Pick<Said, "compliance" | "grounding">;
};

type Consent = Facts["consent"] & { readonly profile: ProfileId };

/** Who refused what a message is for; nobody refuses an answer to their own. */
const PURPOSE = { optional: "marketing", transactional: "notices", reply: null } as const;

/** Taken back counts as not agreed; "all" counts for every channel. */
const CONSENTS = `
select p.profile,
  exists (select from reach.opt_out o where o.shop = $1 and o.profile = p.profile
    and o.purpose = $4 and o.channel = any($3::text[]) and o.withdrawn_at is null) as "optedOut",
  (select bool_or(a.withdrawn_at is null) from reach.agreement a
    where a.shop = $1 and a.profile = p.profile and a.channel = any($3::text[])) as given,
  exists (select from reach.merged_across_arms m where m.profile = p.profile) as "mergedAcrossArms"
from unnest($2::uuid[]) as p(profile)`;

const NOTHING: Facts["consent"] = { given: null, optedOut: false, mergedAcrossArms: false };

const STANDING = { treated: "treated", "held-out": "treated", programme: "held-out" } as const;
const PLAY = { treated: "treated", "held-out": "held-out", programme: "treated" } as const;

async function consentsOf(
  ctx: Ctx,
  { shop, message }: Pick<Scales, "shop" | "message">,
  profiles: readonly ProfileId[],
): Promise<ReadonlyMap<ProfileId, Facts["consent"]>> {
  const values = [shop, profiles, ["all", message.channel], PURPOSE[message.kind]];
  const consents = await ctx.sql.rows<Consent>(CONSENTS, values);
  return new Map(consents.map(({ profile, ...consent }) => [profile, consent]));
}

/** Everybody through the gate, by the facts of this transaction. */
export async function weigh(
  ctx: Ctx,
  { shop, message, policy, said }: Scales,
  people: readonly Drawn[],
): Promise<readonly Weighed[]> {
  const profiles = people.map(({ profile }) => profile);
  const told = await consentsOf(ctx, { shop, message }, profiles);
  const ledger = await spent(ctx, profiles, policy);
  return people.map(({ profile, arm }) => {
    const slots = ledger.get(profile) ?? [];
    const decision = decide({
      ...{ now: ctx.now, message, policy, lastHeard: null, ledger: slots },
      ...{ compliance: said.compliance, grounding: said.grounding },
      consent: told.get(profile) ?? NOTHING,
      ...{ standing: STANDING[arm], play: PLAY[arm] },
    });
    return { profile, arm, decision, slots };
  });
}

/** Those whose slot is spent and whose arm is drawn, asked again for all that may have changed since. */
export async function weighAgain(
  ctx: Ctx,
  { shop, message, policy, said }: Scales,
  profiles: readonly ProfileId[],
): Promise<ReadonlyMap<ProfileId, Decision>> {
  const told = await consentsOf(ctx, { shop, message }, profiles);
  const facts = { now: ctx.now, message, policy, lastHeard: null, ledger: [] };
  const { compliance, grounding } = said;
  const drawn = { standing: "treated", play: "treated" } as const;
  return new Map(
    profiles.map((profile) => {
      const consent = told.get(profile) ?? NOTHING;
      return [profile, decide({ ...facts, compliance, grounding, consent, ...drawn })];
    }),
  );
}
