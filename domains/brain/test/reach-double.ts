import {
  businessDay,
  type Ctx,
  DAY,
  err,
  ok,
  type ProfileId,
  type Refusal,
} from "@zhongshu/kernel";
import type { Execution, Plan, Preview } from "@zhongshu/reach/contract";
import { assign } from "@zhongshu/trials";
import type { Got } from "../src/fatigue/fatigue.ts";
import type { Assigned, BrainPorts, Posted } from "../src/ports.ts";

const NONE: Refusal = {
  ...{ code: "reach.no-such-execution", status: 404 },
  message: { zh: "没有这次执行。", en: "There is no such execution." },
  next: { zh: "回到列表。", en: "Go back to the list." },
};

type Kept = { execution: Execution; persons: Assigned[]; posts: Posted[] };

/** Reach as the brain sees it: draws at the tap and sends at once. What it kept may be changed by a test. */
export type ReachDouble = ReturnType<typeof reachDouble>;

const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "e")}`;

const held = (plan: Omit<Plan, "key">, id: string): boolean => {
  const { holdOut } = plan;
  const arms = [
    { name: "held-out", share: holdOut },
    { name: "treated", share: 1 - holdOut },
  ] as const;
  const drawn = assign({ salt: `${plan.play}/${plan.card}`, arms }, id);
  return holdOut > 0 && drawn.assigned && drawn.arm === "held-out";
};

function drawn(plan: Plan, unreachable: ReadonlySet<string>, at: number) {
  const persons = "persons" in plan.to ? plan.to.persons : [];
  const groups = "communities" in plan.to ? plan.to.communities : [];
  const stateOf = (profile: ProfileId, out: boolean): Assigned["state"] =>
    unreachable.has(profile) ? "stopped" : out ? "held-out" : "sent";
  return {
    persons: persons.map((profile): Assigned => {
      const out = held(plan, profile);
      return {
        ...{ profile, arm: out ? "held-out" : "treated", state: stateOf(profile, out) },
        eligible: !unreachable.has(profile),
      };
    }),
    posts: groups.map(
      (community): Posted => ({ community, day: businessDay(at), arm: "treated", state: "sent" }),
    ),
  };
}

function previewOf(plan: Plan, { persons, posts }: ReturnType<typeof drawn>): Preview {
  const open = persons.filter(({ eligible }) => eligible);
  const toHoldOut = open.filter(({ arm }) => arm === "held-out").length;
  const stopped = persons.length - open.length;
  const reason = { zh: "没有同意接收。", en: "has not agreed." };
  return {
    ...{ way: plan.way, audience: persons.length + posts.length, toHoldOut },
    ...{ toSend: open.length - toHoldOut + posts.length, holdOutShare: plan.holdOut },
    stopped: stopped > 0 ? [{ step: "consent", count: stopped, reason }] : [],
    later: null,
    groups: posts.map(({ community }) => ({
      ...{ community, name: community, today: "posted", reason: null },
    })),
    cost: { minor: 0, currency: "CNY" },
    left: { zh: "每人还剩 3 条", en: "3 left each" },
  };
}

const executionOf = (plan: Plan, { id, now, by, ...sent }: Sent): Execution => ({
  ...{ id, card: plan.card, play: plan.play, title: plan.title, way: plan.way, by },
  ...{ product: plan.product, sku: plan.sku, style: plan.style, holdOutShare: plan.holdOut },
  ...{ state: "done", startedAt: now, endedAt: now, opensAt: now, closesAt: now + plan.windowMs },
  returnsUntil: now + plan.windowMs + plan.returnMs,
  counts: {
    ...{ waiting: 0, listed: 0, cancelled: 0 },
    sent: sent.persons.filter(({ state }) => state === "sent").length + sent.posts.length,
    heldOut: sent.persons.filter(({ state }) => state === "held-out").length,
    stopped: sent.persons.filter(({ state }) => state === "stopped").length,
  },
  ...{ stops: [], waitsUntil: null },
  ...{ opened: 0, clicked: 0 },
});
type Sent = ReturnType<typeof drawn> & { id: string; now: number; by: string };

/** What people got, as a test has it. */
const messagesOf = (got: readonly Got[]): Pick<BrainPorts["reach"], "got" | "gotRows"> => ({
  got: async (_, { from, until, to }) =>
    got.filter(
      ({ at, profile }) =>
        at >= from && at < until && ("latest" in to || to.some((one) => one === profile)),
    ),
  gotRows: async (_, { from, until, profiles, limit }) => {
    const some = got.filter(
      ({ at, profile }) => at >= from && at < until && profiles.some((one) => one === profile),
    );
    return {
      check: {
        sql: "select profile from reach.recipient where profile = any($1::uuid[])",
        values: [[...profiles]],
      },
      columns: [{ key: "profile", label: { zh: "客户", en: "Customer" } }],
      rows: some.slice(0, limit).map(({ profile, at }) => ({ profile, at })),
      total: some.length,
    };
  },
});

export function reachDouble() {
  const kept = new Map<string, Kept>();
  const keys = new Map<string, string>();
  const unreachable = new Set<string>();
  const policy = { windowMs: 7 * DAY, returnMs: 7 * DAY };
  const crossed = { count: 0 };
  const plans: Plan[] = [];
  const meant = new Map<ProfileId, number>();
  const got: Got[] = [];
  const standing: { share: number; resizedAt: number | null; readonly heldOut: Set<ProfileId> } = {
    ...{ share: 0.05, resizedAt: null },
    heldOut: new Set(),
  };
  const execute = async (ctx: Ctx, plan: Plan) => {
    const known = kept.get(keys.get(plan.key) ?? "");
    if (known) return ok(known.execution);
    const id = uuid(kept.size + 1);
    const sent = drawn(plan, unreachable, ctx.now);
    const execution = executionOf(plan, { ...sent, id, now: ctx.now, by: ctx.actor.name });
    plans.push(plan);
    keys.set(plan.key, id);
    kept.set(id, { execution, ...sent });
    return ok(execution);
  };
  const ports: Omit<BrainPorts["reach"], "communities"> = {
    preview: async (ctx, plan) => ok(previewOf(plan, drawn(plan, unreachable, ctx.now))),
    execute,
    execution: async (_, { execution }) => {
      const found = kept.get(execution);
      return found ? ok(found.execution) : err(NONE);
    },
    assigned: async (_, { execution }) => kept.get(execution)?.persons ?? [],
    crossed: async () => crossed.count,
    ...messagesOf(got),
    clusters: async (_, { execution }) => kept.get(execution)?.posts ?? [],
    reachedRows: async (_, { execution, limit }) => {
      const sent = (kept.get(execution)?.persons ?? []).filter(({ state }) => state === "sent");
      return {
        check: {
          sql: "select profile from reach.recipient where execution = $1",
          values: [execution],
        },
        columns: [{ key: "who", label: { zh: "客户", en: "Customer" } }],
        rows: sent.slice(0, limit).map(({ profile }) => ({ who: profile })),
        total: sent.length,
      };
    },
    policyOf: async () => policy,
    firstMeant: async () => meant,
    standings: async (_, profiles) => ({
      ...{ share: standing.share, resizedAt: standing.resizedAt },
      heldOut: profiles.filter((one) => standing.heldOut.has(one)),
      others: profiles.filter((one) => !standing.heldOut.has(one)),
      crossed: 0,
    }),
  };
  return { ports, kept, unreachable, policy, crossed, plans, standing, meant, got };
}
