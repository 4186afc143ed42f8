import {
  type Ctx,
  type Instant,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { Execution } from "@zhongshu/reach/contract";
import { toGroups } from "../learn/beliefs.ts";
import type { Assigned, BrainPorts, OutcomesAsked } from "../ports.ts";
import { type Tap, tapOf } from "../tap/store.ts";
import { compared } from "./arms.ts";
import {
  type Before,
  type Earning,
  type Group,
  knownUntil,
  type Measured,
  stateAt,
} from "./facts.ts";

export type OneExecution = { readonly shop: ShopId; readonly execution: string };

/** What customers ordered and what each line earns by the rule of its own instant. */
export async function earnings(
  ctx: Ctx,
  ports: Pick<BrainPorts, "orders" | "goods">,
  asked: OutcomesAsked,
): Promise<readonly Earning[]> {
  const lines = await ports.orders.outcomes(ctx, asked);
  const rates = await ports.goods.commissionOn(ctx, { shop: asked.shop, lines });
  return lines.map((line, i) => ({ ...line, rate: rates[i] ?? null }));
}

type Placed = { readonly groups: readonly Group[]; readonly persons: readonly Assigned[] };

/**
 * Members as they were at the tap, each with the arm of their group. Who is in several of the groups reads what any of
 * them reads, so they are compared with nobody, whatever the arms. Groups that could not be posted to were not drawn.
 */
async function placed(
  ctx: Ctx,
  ports: BrainPorts,
  execution: Execution,
  shop: ShopId,
): Promise<Placed> {
  const posts = await ports.reach.clusters(ctx, { shop, execution: execution.id });
  const all = await ports.reach.communities(ctx, { shop, at: execution.startedAt });
  const known = new Map(all.map(({ id, members }) => [id, members]));
  const drawn = posts
    .filter(({ state }) => state !== "stopped")
    .map(({ state, ...post }) => ({
      ...{ ...post, members: known.get(post.community) ?? [] },
      // Whether it was posted is not known, so nobody is counted as written to by it.
      state: state === "copied" ? ("listed" as const) : state,
    }));
  const homes = Map.groupBy(
    drawn.flatMap((post) => post.members.map((profile) => ({ profile, post }))),
    ({ profile }) => profile,
  );
  const alone = (profile: ProfileId): boolean => homes.get(profile)?.length === 1;
  const persons = [...homes].flatMap(([profile, where]): readonly Assigned[] => {
    const read = where.find(({ post }) => post.state === "sent") ?? where[0];
    if (read === undefined) return [];
    const { arm, state } = read.post;
    return [{ profile, arm, state, eligible: alone(profile) }];
  });
  const groups = drawn.map(({ community, day, arm, members }) => ({
    ...{ community, day, arm, members: members.filter(alone) },
  }));
  return { groups, persons };
}

/** Those whose group was to be posted to: of them alone the time before is a reference. */
const posted = (persons: readonly Assigned[]): readonly ProfileId[] =>
  persons.flatMap((one) => (compared(one) && one.arm === "treated" ? [one.profile] : []));

/** Buyers of the product in as long a time before the tap; null where there is nothing to compare. */
async function before(
  ctx: Ctx,
  ports: BrainPorts,
  { lines, ...asked }: OutcomesAsked & { readonly lines: readonly Earning[] },
): Promise<Before | null> {
  const people = asked.profiles?.length ?? 0;
  if (people === 0 || asked.until > asked.asOf) return null;
  const long = asked.until - asked.from;
  const then = { ...asked, from: asked.from - long, until: asked.from };
  const earlier = await ports.orders.outcomes(ctx, then);
  const whose = new Set<string | null>(asked.profiles);
  const buyers = (of: readonly { readonly profile: string | null }[]): number =>
    new Set(of.flatMap(({ profile }) => (whose.has(profile) ? [profile] : []))).size;
  return {
    people,
    before: buyers(earlier),
    after: buyers(lines.filter(({ product }) => product === asked.product)),
  };
}

/** The currency of most lines. */
export function usualCurrency(lines: readonly Earning[]): string | null {
  const by = Map.groupBy(lines, ({ currency }) => currency);
  return [...by].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? null;
}

export type Taken = {
  readonly execution: Execution;
  /** Null for an execution that no card made. */
  readonly tap: Tap | null;
  readonly measured: Measured;
};

/** One execution with everything that is known of it at `at`; nothing later is read, and nothing after its end. */
export async function taken(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, execution: id, at }: OneExecution & { readonly at: Instant },
): Promise<Result<Taken, Refusal>> {
  const found = await ports.reach.execution(ctx, { shop, execution: id });
  if (!found.ok) return found;
  const execution = found.value;
  const tap = await tapOf(ctx, shop, id);
  const grouped = toGroups(execution.way);
  const group = grouped ? await placed(ctx, ports, execution, shop) : null;
  const persons = group?.persons ?? (await ports.reach.assigned(ctx, { shop, execution: id }));
  const asOf = knownUntil(execution, at);
  const window = { from: execution.opensAt, until: execution.closesAt, asOf };
  const profiles = persons.map(({ profile }) => profile);
  const asked = { shop, profiles, ...window, product: null };
  const reference = { ...asked, profiles: posted(persons) };
  const lines = await earnings(ctx, ports, asked);
  const measured: Measured = {
    ...{ shop, product: execution.product, asOf, persons, lines },
    currency: tap?.currency ?? usualCurrency(lines) ?? "CNY",
    ...{ startedAt: execution.opensAt, closesAt: execution.closesAt },
    ...{ returnsUntil: execution.returnsUntil, holdOutShare: execution.holdOutShare },
    state: stateAt(execution, at),
    crossed: grouped ? 0 : await ports.reach.crossed(ctx, { shop, execution: id }),
    groups: group?.groups ?? null,
    before:
      group && (await before(ctx, ports, { ...reference, product: execution.product, lines })),
  };
  return ok({ execution, tap, measured });
}
