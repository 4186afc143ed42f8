import { poisson } from "@zhongshu/numerics";
import { chanceAt, pick } from "./chance.ts";
import type { Good } from "./goods.ts";
import type { Customer, Habit } from "./people.ts";
import type { World } from "./world.ts";

/** What somebody did: a look at a good, or an order. `second` is within the day, Shanghai time. */
export type Act = {
  readonly customer: number;
  readonly good: number;
  readonly kind: "viewed" | "ordered";
  readonly second: number;
  /** Why, as only the market knows. */
  readonly cause: "visit" | "habit" | "message" | "spillover";
};

/** The day of the year tells promotions and season; `day` counts the world's own days. */
export type Today = { readonly day: number; readonly date: string };

const DAYS = 4;
const HABITS = 5;
const YEAR = 365.25;

const dayOfYear = (date: string): number =>
  (Date.parse(`${date}T00:00:00Z`) - Date.parse(`${date.slice(0, 4)}-01-01T00:00:00Z`)) /
  86_400_000;
const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** On a promotion day people come so many times as often. */
const crowd = ({ file }: World, { date }: Today): number =>
  file.promotions.find(({ day }) => date.endsWith(day))?.pull ?? 1;

/** How strongly the season makes each category draw today. */
function pull({ file, categories }: World, { date }: Today): Float64Array {
  return Float64Array.from(categories, (_, c) => {
    const phase = (2 * Math.PI * (dayOfYear(date) / YEAR + c / categories.length)) % (2 * Math.PI);
    return 1 + file.visits.season * Math.sin(phase);
  });
}

const secondOf = ({ hours }: Customer, random: () => number): number =>
  Math.floor(((hours[Math.floor(random() * hours.length)] ?? 12) + random()) * 3_600);

/** Interests that last some days and take most of what somebody looks at. */
function turn(customer: Customer, world: World, day: number, random: () => number): void {
  if (day <= customer.burstEnds || random() >= world.file.visits.bursts) return;
  customer.burst = pick(customer.taste.map(Math.exp), random);
  customer.burstEnds = day + 1 + Math.floor(random() * 10);
}

/** The chance that this customer buys this good at a price, against somebody indifferent to both. */
export const liking = (customer: Customer, good: Good): number =>
  (customer.taste[good.category] ?? 0) - customer.sensitivity * good.dear;

type Shelves = readonly (readonly number[])[];
const shelvesOf = ({ goods, categories }: World): Shelves =>
  categories.map((_, c) => goods.flatMap((g, i) => (g.category === c ? [i] : [])));

function visits(
  world: World,
  customer: Customer,
  today: Today,
  at: { pull: Float64Array; shelves: Shelves },
): Act[] {
  const { file, goods } = world;
  const random = chanceAt(world.seed, DAYS, customer.index, today.day);
  turn(customer, world, today.day, random);
  const weekly = file.visits.weekly[weekday(today.date)] ?? 1;
  const weights = customer.taste.map((t, c) => Math.exp(t) * (at.pull[c] ?? 1));
  if (today.day <= customer.burstEnds)
    weights[customer.burst] =
      (weights[customer.burst] ?? 0) + 1.5 * weights.reduce((a, b) => a + b, 0);
  const acts: Act[] = [];
  for (let n = poisson(customer.visits * weekly * crowd(world, today), random); n > 0; n -= 1) {
    const second = secondOf(customer, random);
    for (let touch = 1 + poisson(customer.touches, random); touch > 0; touch -= 1) {
      const shelf = at.shelves[pick(weights, random)] ?? [];
      const good =
        shelf[
          pick(
            shelf.map((g) => goods[g]?.popularity ?? 0),
            random,
          )
        ] ?? 0;
      const act = {
        customer: customer.index,
        good,
        second: Math.min(86_399, second + acts.length * 20),
      };
      acts.push({ ...act, kind: "viewed", cause: "visit" });
      const seen = goods[good];
      const dear = seen ? Math.exp(-customer.sensitivity * seen.dear) : 0;
      if (random() < file.visits.buys * Math.min(3, dear))
        acts.push({ ...act, kind: "ordered", cause: "visit" });
    }
  }
  return acts;
}

/** Would the pack that runs out in this cycle be bought here, if nobody wrote? Known to the market alone. */
export const staysLoyal = (world: World, customer: Customer, habit: Habit): boolean =>
  chanceAt(world.seed, HABITS, customer.index, habit.good, habit.cycle)() <
  (world.goods[habit.good]?.staple?.loyalty ?? 0);

/** The pack is replaced on `day`, here or elsewhere; the next one lasts about as long as usual. */
export function renew(world: World, customer: Customer, habit: Habit, day: number): void {
  const random = chanceAt(world.seed, HABITS, customer.index, habit.good, habit.cycle, 1);
  const factor = Math.exp(world.file.habits.irregular * (2 * random() - 1) * Math.sqrt(3));
  habit.next = day + Math.max(1, Math.round(habit.every * factor));
  habit.cycle += 1;
}

function habits(world: World, customer: Customer, { day }: Today): Act[] {
  const acts: Act[] = [];
  for (const habit of customer.habits) {
    if (habit.next > day) continue;
    const random = chanceAt(world.seed, HABITS, customer.index, habit.good, habit.cycle, 2);
    const second = secondOf(customer, random);
    if (staysLoyal(world, customer, habit))
      acts.push({
        customer: customer.index,
        good: habit.good,
        kind: "ordered",
        second,
        cause: "habit",
      });
    renew(world, customer, habit, day);
  }
  return acts;
}

/** Everything that happens on one day without anybody being written to, in the order of time. */
export function live(world: World, today: Today): readonly Act[] {
  const at = { pull: pull(world, today), shelves: shelvesOf(world) };
  return world.customers
    .flatMap((customer) => [
      ...visits(world, customer, today, at),
      ...habits(world, customer, today),
    ])
    .toSorted((a, b) => a.second - b.second);
}
