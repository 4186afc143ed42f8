import type { Ctx, Instant, ProfileId } from "@zhongshu/kernel";
import type { Plan, ReachPolicy } from "../contract.ts";
import { mayGoAt } from "../gate/windows.ts";
import { programme } from "../hold-out/store.ts";
import { policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { draw } from "./draw.ts";
import { WAYS } from "./ways/ways.ts";
import { type Weighed, weigh } from "./weigh.ts";
import { type Said, say } from "./words.ts";

// So many at once that a tap of a hundred thousand lets other requests through in between.
const CHUNK = 5_000;

/** Everybody of a plan as the gate sees them now, each with the arm that is theirs. */
export type Seen = {
  /** When they may first be written to: everything is decided as of then. */
  readonly goesAt: Instant;
  readonly policy: ReachPolicy;
  readonly said: Said;
  readonly people: readonly Weighed[];
};

/** What a tap would do to these persons at this moment. Writes nothing. */
export async function foresee(
  ctx: Ctx,
  ports: ReachPorts,
  plan: Omit<Plan, "to"> & { readonly persons: readonly ProfileId[] },
): Promise<Seen> {
  const { shop, persons } = plan;
  const profiles = await ports.people.survivors(ctx, { shop, profiles: persons });
  const policy = await policyOf(ctx);
  const goesAt = mayGoAt(ctx.now, policy);
  const then = { ...ctx, now: goesAt };
  const said = await say(then, ports.words, plan);
  const armed = draw(plan, await programme(ctx));
  const { message } = WAYS[plan.way];
  const plain = await ports.people.plain(ctx, shop);
  const scales = { shop, message, policy, said, plain };
  const people: Weighed[] = [];
  for (let at = 0; at < profiles.length; at += CHUNK) {
    const drawn = profiles.slice(at, at + CHUNK).map(armed);
    for (const one of await weigh(then, scales, drawn)) people.push(one);
  }
  return { goesAt, policy, said, people };
}

/** Stopped by a step before the hold-outs, for whatever arm. */
export const refused = ({ decision }: Weighed): boolean => decision.decision === "refuse";
