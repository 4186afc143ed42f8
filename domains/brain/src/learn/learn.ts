import { type Ctx, HOUR } from "@zhongshu/kernel";
import type { BrainPorts } from "../ports.ts";
import { taken } from "../report/load.ts";
import { resultOf } from "../report/result.ts";
import type { Tap } from "../tap/store.ts";
import { nextLook } from "./looks.ts";
import { type Past, pastOf } from "./past.ts";
import { awaited, keepResult, leave, lockLearning, wake } from "./store.ts";

const AT_ONCE = 100;
const asSystem = (ctx: Ctx): Ctx => ({
  ...ctx,
  actor: { kind: "system", id: "brain", name: "经营大脑" },
  can: () => true,
});

/** One that fails must not keep the others from being learnt: what it wrote is undone, and it waits for an hour. */
async function attempt(ctx: Ctx, ports: BrainPorts, tap: Tap, known: readonly Past[]) {
  await ctx.sql.run("savepoint learning");
  try {
    await learnOne(ctx, ports, tap, known);
    await ctx.sql.run("release savepoint learning");
  } catch (error) {
    await ctx.sql.run("rollback to savepoint learning");
    await wake(ctx, tap.execution, ctx.now + HOUR);
    ports.failed(error);
  }
}

async function learnOne(ctx: Ctx, ports: BrainPorts, tap: Tap, known: readonly Past[]) {
  const { shop, execution } = tap;
  const found = await taken(ctx, ports, { shop, execution, at: ctx.now });
  // What reach no longer knows can teach nothing.
  if (!found.ok) return leave(ctx, execution);
  const { measured } = found.value;
  const { state, asOf } = measured;
  const others = known.filter((one) => one.execution !== execution).length;
  const cancelled = found.value.execution.state === "cancelled";
  await keepResult(ctx, tap, {
    state,
    asOf,
    result: resultOf(measured, { plays: others + 1, cancelled }),
  });
  return state === "final" ? leave(ctx, execution) : wake(ctx, execution, nextLook(tap, ctx.now));
}

/**
 * Whatever closed, nears its end, or may have changed since it was last looked at, kept anew; how many were looked at.
 * Done twice it changes nothing, and two processes never do the same: the second waits for the first.
 */
export async function learn(asker: Ctx, ports: BrainPorts): Promise<number> {
  const ctx = asSystem(asker);
  await lockLearning(ctx);
  const due = await awaited(ctx, AT_ONCE);
  const known = new Map<Tap["kind"], readonly Past[]>();
  for (const tap of due) {
    const past = known.get(tap.kind) ?? (await pastOf(ctx, { kind: tap.kind, at: ctx.now }));
    known.set(tap.kind, past);
    await attempt(ctx, ports, tap, past);
  }
  return due.length;
}
