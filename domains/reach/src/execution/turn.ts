import type { Ctx } from "@zhongshu/kernel";
import { policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { claimed, spend } from "../slot/store.ts";
import { makeLinks } from "./links.ts";
import { claim, type Decided, lapse, settle } from "./recipients.ts";
import { ended, finish, heldSending, type One, type Sending, sendingOf } from "./store.ts";
import { WAYS } from "./ways/ways.ts";
import { type Weighed, weigh } from "./weigh.ts";
import { say } from "./words.ts";

type Becomes = "sent" | "listed";

/** What becomes of somebody, by the gate's word. */
export function outcome({ profile, decision }: Weighed, becomes: Becomes): Decided {
  if (decision.decision === "send") return { profile, state: becomes, reason: null, wakeAt: null };
  const reason = { step: decision.at, ...decision.reason };
  switch (decision.decision) {
    case "hold-out":
      return { profile, state: "held-out", reason, wakeAt: null };
    case "refuse":
      return { profile, state: "stopped", reason, wakeAt: null };
    case "later":
      return { profile, state: "waiting", reason, wakeAt: decision.until };
  }
}

/**
 * One batch of one execution, in the caller's transaction: claimed, weighed by the facts of this moment, and all that
 * follows written. Nothing outside this database is touched, so a crash leaves either all of it or nothing.
 * Null when another worker spends slots of this organisation just now.
 */
export async function turn(
  ctx: Ctx,
  ports: ReachPorts,
  job: { readonly sending: Sending; readonly batch: number },
): Promise<number | null> {
  const { id, shop } = job.sending;
  await ports.people.standStill(ctx);
  if (!(await claimed(ctx))) return null;
  // Cancelling holds the same claim, so what is running here is running until the commit.
  const sending = await sendingOf(ctx, { shop, execution: id });
  if (sending?.state !== "running") return 0;
  if (ctx.now >= sending.closesAt) return over(ctx, { shop, execution: id });
  const people = await claim(ctx, id, job.batch);
  if (people.length > 0) await send(ctx, ports, { sending, people });
  await finish(ctx, id);
  return people.length;
}

/** Held as a tick holds it, so that what is ticked off at this moment is either sent or late, and never both. */
async function over(ctx: Ctx, one: One): Promise<number> {
  if ((await heldSending(ctx, one))?.state !== "running") return 0;
  await ended(ctx, one.execution);
  return lapse(ctx, one.execution);
}

async function send(
  ctx: Ctx,
  ports: ReachPorts,
  { sending, people }: { readonly sending: Sending; readonly people: Parameters<typeof weigh>[2] },
): Promise<void> {
  const { id: execution, shop } = sending;
  const way = WAYS[sending.way];
  if (way.becomes === "copied") throw new Error("A group post is nobody's to send but the owner's");
  const { becomes, message } = way;
  const said = await say(ctx, ports.words, sending);
  const policy = await policyOf(ctx);
  const plain = await ports.people.plain(ctx, shop);
  const weighed = await weigh(ctx, { shop, message, policy, said, plain }, people);
  await settle(
    ctx,
    execution,
    weighed.map((one) => outcome(one, becomes)),
  );
  const to = weighed.flatMap(({ profile, decision }) =>
    decision.slot === null ? [] : [{ subject: profile, ghost: decision.slot.ghost }],
  );
  await spend(ctx, { shop, execution, channel: message.channel, to });
  const reached = to.filter(({ ghost }) => !ghost).map(({ subject }) => subject);
  if (reached.length === 0) return;
  const linked = await makeLinks(ctx, sending, reached);
  await way.hand(ctx, ports, { execution: sending, ...said, to: linked });
}
