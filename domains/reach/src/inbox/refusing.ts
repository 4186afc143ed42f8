import type { Ctx } from "@zhongshu/kernel";
import { agreed } from "../agreement/store.ts";
import { detail, refuse, type Said, said, withdraw } from "../consent/store.ts";
import { MESSAGE_WORDINGS, type Purpose } from "../consent/wording.ts";
import type { OwnConsents } from "../contract.ts";
import type { ReachPorts } from "../ports.ts";
import type { Whose } from "./sessions.ts";

/** Refusals that keep the inbox silent; the one set here is of every channel. */
const SILENCING = ["all", "app"] as const;
const PROOF = "收件箱里点的";

/** What of the inbox is silent for this customer, by what it is for. */
export async function silencesOf(
  ctx: Ctx,
  whose: Whose,
): Promise<{ readonly optedOut: boolean; readonly noticesOff: boolean }> {
  const refused = (await said(ctx, { ...whose, at: ctx.now })).filter(
    ({ channel, withdrawnAt }) =>
      withdrawnAt === null && SILENCING.some((each) => each === channel),
  );
  const of = (wanted: Purpose): boolean => refused.some(({ purpose }) => purpose === wanted);
  return { optedOut: of("marketing"), noticesOff: of("notices") };
}

export type Silence = Whose & {
  readonly on: boolean;
  readonly purpose: Purpose;
  /** Which version of our words stood beside the switch; null where the page did not say. */
  readonly words: number | null;
};

/** Was there ever such a version? */
export const isShown = ({ purpose, words }: Pick<Silence, "purpose" | "words">): boolean =>
  words === null || (words >= 1 && words <= MESSAGE_WORDINGS[purpose].length);

/** The customer's own word on being written to; saying the same again changes nothing. The caller has them settled. */
export async function setSilence(
  { audit }: Pick<ReachPorts, "audit">,
  ctx: Ctx,
  { on, purpose, words, ...whose }: Silence,
): Promise<void> {
  for (const channel of on ? (["all"] as const) : SILENCING) {
    const word: Said = { ...whose, channel, purpose, words, proof: PROOF };
    const event = await (on ? refuse(ctx, word) : withdraw(ctx, word));
    if (event === null) continue;
    const action = on ? "opt-out.set" : "opt-out.withdrawn";
    await audit(ctx, action, whose.profile, { ...detail(word), event });
  }
}

/** All that the customer said of being written to, for them to see. */
export const ownConsents = async (ctx: Ctx, whose: Whose): Promise<OwnConsents> => ({
  refused: [...(await said(ctx, { ...whose, at: ctx.now }))],
  agreed: [...(await agreed(ctx, { ...whose, at: ctx.now }))],
});
