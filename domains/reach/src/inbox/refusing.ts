import type { Ctx } from "@zhongshu/kernel";
import { refuse, type Said, said, withdraw } from "../consent/store.ts";
import type { ReachPorts } from "../ports.ts";
import type { Whose } from "./sessions.ts";

/** Refusals that keep the inbox silent; the one set here is of everything that is not asked for. */
const SILENCING = ["all", "app"] as const;
const PROOF = "收件箱里点的";

export const isSilenced = async (ctx: Ctx, whose: Whose): Promise<boolean> =>
  (await said(ctx, { ...whose, at: ctx.now })).some(
    ({ channel, withdrawnAt }) =>
      withdrawnAt === null && SILENCING.some((each) => each === channel),
  );

/** The customer's own word on being written to; saying the same again changes nothing. The caller has them settled. */
export async function setSilence(
  { audit }: Pick<ReachPorts, "audit">,
  ctx: Ctx,
  { on, ...whose }: Whose & { readonly on: boolean },
): Promise<void> {
  const { shop, profile } = whose;
  const each = (channel: Said["channel"]): Said => ({ ...whose, channel, proof: PROOF });
  const changed: Said["channel"][] = [];
  if (on && (await refuse(ctx, each("all")))) changed.push("all");
  if (!on)
    for (const channel of SILENCING) if (await withdraw(ctx, each(channel))) changed.push(channel);
  for (const channel of changed) {
    const action = on ? "opt-out.set" : "opt-out.withdrawn";
    await audit(ctx, action, profile, { shop, channel, proof: PROOF });
  }
}
