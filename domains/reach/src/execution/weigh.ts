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
  /** Who does not want to be chosen by their own record. */
  readonly plain: ReadonlySet<ProfileId>;
};

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

const NOTHING: Omit<Facts["consent"], "plain"> = {
  ...{ given: null, optedOut: false, mergedAcrossArms: false },
};

type Consent = typeof NOTHING & { readonly profile: ProfileId };

const STANDING = { treated: "treated", "held-out": "treated", programme: "held-out" } as const;
const PLAY = { treated: "treated", "held-out": "held-out", programme: "treated" } as const;

async function consentsOf(
  ctx: Ctx,
  { shop, message, plain }: Pick<Scales, "shop" | "message" | "plain">,
  profiles: readonly ProfileId[],
): Promise<(profile: ProfileId) => Facts["consent"]> {
  const values = [shop, profiles, ["all", message.channel], PURPOSE[message.kind]];
  const consents = await ctx.sql.rows<Consent>(CONSENTS, values);
  const told = new Map(consents.map(({ profile, ...consent }) => [profile, consent]));
  return (profile) => ({ ...(told.get(profile) ?? NOTHING), plain: plain.has(profile) });
}

/** Everybody through the gate, by the facts of this transaction. */
export async function weigh(
  ctx: Ctx,
  scales: Scales,
  people: readonly Drawn[],
): Promise<readonly Weighed[]> {
  const { message, policy, said } = scales;
  const profiles = people.map(({ profile }) => profile);
  const consentOf = await consentsOf(ctx, scales, profiles);
  const ledger = await spent(ctx, profiles, policy);
  return people.map(({ profile, arm }) => {
    const slots = ledger.get(profile) ?? [];
    const decision = decide({
      ...{ now: ctx.now, message, policy, lastHeard: null, ledger: slots },
      ...{ compliance: said.compliance, grounding: said.grounding },
      consent: consentOf(profile),
      ...{ standing: STANDING[arm], play: PLAY[arm] },
    });
    return { profile, arm, decision, slots };
  });
}

/** Those whose slot is spent and whose arm is drawn, asked again for all that may have changed since. */
export async function weighAgain(
  ctx: Ctx,
  scales: Scales,
  profiles: readonly ProfileId[],
): Promise<ReadonlyMap<ProfileId, Decision>> {
  const { message, policy, said } = scales;
  const consentOf = await consentsOf(ctx, scales, profiles);
  const facts = { now: ctx.now, message, policy, lastHeard: null, ledger: [] };
  const { compliance, grounding } = said;
  const drawn = { standing: "treated", play: "treated" } as const;
  return new Map(
    profiles.map((profile) => {
      const consent = consentOf(profile);
      return [profile, decide({ ...facts, compliance, grounding, consent, ...drawn })];
    }),
  );
}
