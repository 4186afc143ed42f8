import {
  type Ctx,
  err,
  type Instant,
  MINUTE,
  newId,
  ok,
  type Refusal,
  type Result,
} from "@zhongshu/kernel";
import type { Execution, Plan } from "../contract.ts";
import { mayGoAt } from "../gate/windows.ts";
import { quiet } from "../gate/words.ts";
import { policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { enlistPosts, foreseePosts, stopOfPost } from "../post/tap.ts";
import { NOT_ALLOWED } from "../refusals.ts";
import { hold } from "../slot/store.ts";
import { saltOf } from "./draw.ts";
import { stopOf, stopsOf } from "./preview.ts";
import { type Enlisted, enlist, type Reason } from "./recipients.ts";
import { NO_EXECUTION, NOBODY, nobodyNow } from "./refusals.ts";
import { begin, keyed, type One } from "./store.ts";
import { foresee, refused } from "./tap.ts";
import { view } from "./view.ts";
import type { Weighed } from "./weigh.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

const reasonOf = ({ decision }: Weighed): Reason | null =>
  decision.decision === "send" ? null : { step: decision.at, ...decision.reason };

/** The words of the reason that stops most of them. */
const most = (stops: Parameters<typeof stopsOf>[0]): Refusal =>
  nobodyNow(stopsOf(stops)[0]?.reason ?? NOBODY.message);

/** Whoever the gate stops today is in the audience, with the arm as drawn, but is not written to. */
const enlisted =
  (opensAt: Instant, now: Instant) =>
  (one: Weighed): Enlisted => {
    const { profile, arm } = one;
    if (refused(one))
      return {
        ...{ profile, arm, state: "stopped", eligible: false, reason: reasonOf(one) },
        wakeAt: null,
      };
    const reason = opensAt > now ? { step: "quiet-hours", ...quiet(opensAt) } : null;
    return { profile, arm, state: "waiting", eligible: true, reason, wakeAt: opensAt };
  };

const shown = async (ctx: Ctx, one: One): Answer<Execution> => {
  const found = await view(ctx, one);
  return found === null ? err(NO_EXECUTION) : ok(found);
};

/** What is sent by hand takes its time, however short an organisation's window is. */
const BY_HAND = 5 * MINUTE;
const windowOf = ({ way, windowMs }: Plan): number =>
  way === "inbox" ? windowMs : Math.max(windowMs, BY_HAND);

/** False: the same tap has come meanwhile, by another request. */
async function start(ctx: Ctx, ports: ReachPorts, started: Started): Promise<boolean> {
  const { id, plan, opensAt } = started;
  const closesAt = opensAt + windowOf(plan);
  const window = { opensAt, closesAt, returnsUntil: closesAt + plan.returnMs };
  const began = await begin(ctx, { ...plan, ...window, id, salt: saltOf(plan) });
  if (began)
    await ports.audit(ctx, "execution.started", id, {
      ...{ shop: plan.shop, card: plan.card, play: plan.play, title: plan.title, way: plan.way },
    });
  return began;
}
type Started = { readonly id: string; readonly plan: Plan; readonly opensAt: Instant };

async function toPersons(ctx: Ctx, ports: ReachPorts, started: Started): Promise<Refusal | null> {
  const { id, plan, opensAt } = started;
  if (!("persons" in plan.to)) throw new Error(`${plan.way} goes to persons`);
  const { people } = await foresee(ctx, ports, { ...plan, persons: plan.to.persons });
  if (people.length === 0) return NOBODY;
  if (people.every(refused)) return most(people.flatMap(stopOf));
  if (await start(ctx, ports, started))
    await enlist(ctx, { shop: plan.shop, execution: id }, people.map(enlisted(opensAt, ctx.now)));
  return null;
}

async function toGroups(ctx: Ctx, ports: ReachPorts, started: Started): Promise<Refusal | null> {
  const { id, plan } = started;
  if (!("communities" in plan.to)) throw new Error(`${plan.way} goes to communities`);
  await hold(ctx);
  const seen = await foreseePosts(ctx, ports, { ...plan, communities: plan.to.communities });
  if (seen.length === 0) return NOBODY;
  if (seen.every(({ stop }) => stop !== null)) return most(seen.flatMap(stopOfPost));
  if (await start(ctx, ports, started)) {
    await enlistPosts(ctx, { shop: plan.shop, execution: id }, seen);
  }
  return null;
}

/** One tap: the execution and everybody it concerns, in the caller's transaction; sending is the worker's. */
export async function execute(ctx: Ctx, ports: ReachPorts, plan: Plan): Answer<Execution> {
  const { shop, key } = plan;
  if (!ctx.can("cards.act", shop)) return err(NOT_ALLOWED);
  const before = await keyed(ctx, shop, key);
  if (before !== null) return shown(ctx, { shop, execution: before });
  await ports.people.standStill(ctx);
  const opensAt = mayGoAt(ctx.now, await policyOf(ctx));
  const started = { id: newId(ctx), plan, opensAt };
  const stop = await (plan.way === "group-copy" ? toGroups : toPersons)(ctx, ports, started);
  if (stop !== null) return err(stop);
  const execution = await keyed(ctx, shop, key);
  return execution === null ? err(NO_EXECUTION) : shown(ctx, { shop, execution });
}
