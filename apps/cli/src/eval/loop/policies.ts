import { type Act, live, openWorld, type World } from "@zhongshu/market";
import { seeded } from "@zhongshu/numerics";
import { type Account, opened } from "./ledger.ts";
import { dateOf, type Plan } from "./plan.ts";
import { reactions, type Sent } from "./reactions.ts";

export type Simple = "best_seller" | "random" | "last_category";

/** What a simple seller can know: how often each good was ordered lately, and what each customer ordered last. */
type Seen = { readonly sold: number[]; readonly last: Map<number, number> };
const FADES = 0.97;

function notice(seen: Seen, acts: readonly Act[]): void {
  seen.sold.forEach((n, good) => {
    seen.sold[good] = n * FADES;
  });
  for (const { kind, good, customer } of acts) {
    if (kind !== "ordered") continue;
    seen.sold[good] = (seen.sold[good] ?? 0) + 1;
    seen.last.set(customer, good);
  }
}

function bestOf(world: World, seen: Seen, category: number | null): number {
  let best = 0;
  let most = -1;
  world.goods.forEach((good, i) => {
    if (category !== null && good.category !== category) return;
    const n = seen.sold[i] ?? 0;
    if (n > most) {
      most = n;
      best = i;
    }
  });
  return best;
}

function choose(
  policy: Simple,
  world: World,
  seen: Seen,
  at: { customer: number; dice: () => number },
): number {
  if (policy === "random") return Math.floor(at.dice() * world.goods.length);
  if (policy === "best_seller") return bestOf(world, seen, null);
  const last = seen.last.get(at.customer);
  return bestOf(world, seen, last === undefined ? null : (world.goods[last]?.category ?? null));
}

/** So many different customers, drawn by chance among those who may still be written to. */
function drawn(world: World, count: number, dice: () => number): readonly number[] {
  const open = world.customers.flatMap(({ index, unsubscribed }) => (unsubscribed ? [] : [index]));
  const reached = new Set<number>();
  while (reached.size < Math.min(count, open.length)) {
    const customer = open[Math.floor(dice() * open.length)];
    if (customer !== undefined) reached.add(customer);
  }
  return [...reached];
}

/**
 * One simple policy in the same world: every day as many messages as the product sent that day, to customers drawn by
 * chance, at most one a customer and day, nobody who unsubscribed.
 */
export function simple(plan: Plan, policy: Simple, daily: readonly number[]): Account {
  const world = openWorld(plan.file, plan.seed);
  const dice = seeded(plan.seed * 31 + policy.length);
  const seen: Seen = { sold: world.goods.map(() => 0), last: new Map() };
  const account = opened();
  for (let day = 0; day < plan.history + plan.days; day += 1) {
    const messages = day < plan.history ? 0 : (daily[day - plan.history] ?? 0);
    const sent = drawn(world, messages, dice).map(
      (customer): Sent => ({ customer, good: choose(policy, world, seen, { customer, dice }) }),
    );
    const { acts: came } = reactions(world, account, { day, window: plan.window, sent });
    notice(seen, [...came, ...live(world, { day, date: dateOf(plan, day) })]);
  }
  return account;
}
