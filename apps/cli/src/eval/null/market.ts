import { type Community, WINDOW_DAYS, type Window } from "@zhongshu/brain";
import { gaussian, poisson, seeded } from "@zhongshu/numerics";

/** A market without any change of its own, that knows nothing of the test run on it. */
export type Plan = {
  readonly communities: number;
  readonly days: number;
  readonly seed: number;
  readonly categories: number;
};

type Day = { readonly customer: number[]; readonly category: number[]; readonly touches: number[] };

type Customer = {
  readonly joined: number;
  readonly active: number;
  readonly touches: number;
  readonly tastes: Float64Array;
  burst: number;
  burstEnds: number;
};

const WEEKLY = [1, 0.9, 0.9, 0.95, 1.1, 1.35, 1.3] as const;

function newCustomer(plan: Plan, random: () => number): Customer {
  const tastes = new Float64Array(plan.categories);
  for (let c = 0; c < plan.categories; c += 1)
    tastes[c] = Math.exp(1.3 * gaussian(random)) / (c + 2);
  return {
    joined: random() < 0.7 ? -1 : Math.floor(random() * (plan.days + WINDOW_DAYS)),
    active: Math.min(0.95, 0.18 * Math.exp(0.8 * gaussian(random))),
    touches: 2.5 * Math.exp(0.9 * gaussian(random)),
    tastes,
    burst: 0,
    burstEnds: -1,
  };
}

/** Sizes from 20 to a full group of 500; one customer in eight is also in another community. */
function settle(plan: Plan, random: () => number): { communities: Community[]; customers: number } {
  let customers = 0;
  const communities: Community[] = [];
  for (let g = 0; g < plan.communities; g += 1) {
    const size = Math.round(Math.min(500, Math.max(20, 80 * Math.exp(0.7 * gaussian(random)))));
    const members = new Set<number>();
    for (let m = 0; m < size; m += 1) {
      const elsewhere = customers > 0 && random() < 0.125;
      members.add(elsewhere ? Math.floor(random() * customers) : customers++);
    }
    communities.push({ members: Uint32Array.from(members) });
  }
  return { communities, customers };
}

function pick(weights: Float64Array, random: () => number): number {
  let sum = 0;
  for (let c = 0; c < weights.length; c += 1) sum += weights[c] ?? 0;
  let left = random() * sum;
  for (let c = 0; c < weights.length; c += 1) {
    left -= weights[c] ?? 0;
    if (left <= 0) return c;
  }
  return weights.length - 1;
}

export type Market = ReturnType<typeof openMarket>;

export function openMarket(plan: Plan) {
  const random = seeded(plan.seed);
  const { communities, customers } = settle(plan, random);
  const people = Array.from({ length: customers }, () => newCustomer(plan, random));
  const pull = new Float64Array(plan.categories).fill(1);
  const log = new Float64Array(plan.categories);
  const promotions: { category: number; from: number; days: number }[] = [];
  for (let at = 5; at < plan.days + WINDOW_DAYS; at += 6 + Math.floor(random() * 10)) {
    const category = Math.floor(random() * plan.categories);
    promotions.push({ category, from: at, days: 1 + Math.floor(random() * 3) });
  }
  const promoted = (day: number, category: number): boolean =>
    promotions.some((p) => p.category === category && day >= p.from && day < p.from + p.days);
  const drift = (day: number): void => {
    for (let c = 0; c < plan.categories; c += 1) {
      log[c] = 0.97 * (log[c] ?? 0) + 0.06 * gaussian(random);
      pull[c] = Math.exp(log[c] ?? 0) * (promoted(day, c) ? 3 : 1);
    }
  };
  return { communities, customers, people, pull, promoted, drift, random, plan };
}

// An interest lasts 2–12 days and takes most of what its customer looks at.
function interest(person: Customer, day: number, random: () => number): void {
  if (day <= person.burstEnds || random() >= 0.03) return;
  person.burst = pick(person.tastes, random);
  person.burstEnds = day + 1 + Math.floor(random() * 11);
}

/** One day of touches. `lift` multiplies one customer's pull of a category (1 when nothing is planted). */
export function live(market: Market, day: number, lift: (i: number, c: number) => number): Day {
  const { people, pull, random, plan } = market;
  market.drift(day);
  const out: Day = { customer: [], category: [], touches: [] };
  const weights = new Float64Array(plan.categories);
  people.forEach((person, i) => {
    if (day < person.joined) return;
    interest(person, day, random);
    if (random() >= person.active * (WEEKLY[day % 7] ?? 1)) return;
    const inside = day <= person.burstEnds;
    let sum = 0;
    for (let c = 0; c < plan.categories; c += 1) {
      weights[c] = (person.tastes[c] ?? 0) * (pull[c] ?? 0) * lift(i, c);
      sum += weights[c] ?? 0;
    }
    if (inside) weights[person.burst] = (weights[person.burst] ?? 0) + 1.5 * sum;
    const counts = new Float64Array(plan.categories);
    for (let n = 1 + poisson(person.touches, random); n > 0; n -= 1) {
      const c = pick(weights, random);
      counts[c] = (counts[c] ?? 0) + 1;
    }
    for (let c = 0; c < plan.categories; c += 1) {
      if (!counts[c]) continue;
      out.customer.push(i);
      out.category.push(c);
      out.touches.push(counts[c] ?? 0);
    }
  });
  return out;
}

/** The last WINDOW_DAYS days as the product's own decision takes them; `end` is the last of them. */
export function windowOf(market: Market, days: readonly Day[], end: number): Window {
  const size = days.reduce((n, d) => n + d.customer.length, 0);
  const touches = {
    size,
    customer: new Uint32Array(size),
    day: new Uint8Array(size),
    category: new Uint16Array(size),
    touches: new Float64Array(size),
  };
  let at = 0;
  days.forEach((d, index) => {
    touches.customer.set(d.customer, at);
    touches.category.set(d.category, at);
    touches.touches.set(d.touches, at);
    touches.day.fill(index, at, at + d.customer.length);
    at += d.customer.length;
  });
  const promoted = Array.from({ length: market.plan.categories }, (_, c) => {
    const first = end - WINDOW_DAYS + 1;
    return new Set(days.flatMap((_d, i) => (market.promoted(first + i, c) ? [i] : [])));
  });
  return { customers: market.customers, categories: market.plan.categories, touches, promoted };
}
