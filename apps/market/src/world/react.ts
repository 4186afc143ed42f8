import { chanceAt, moved } from "./chance.ts";
import { liking, renew, staysLoyal } from "./live.ts";
import type { Customer, Habit } from "./people.ts";
import type { World } from "./world.ts";

/** A message about one good that reached one customer. `window`: days in which outcomes count. */
export type Message = {
  readonly customer: number;
  readonly good: number;
  readonly day: number;
  readonly window: number;
  /** Tells two messages of one day apart. */
  readonly number: number;
};

/**
 * What became of it. `bought` with `extra` would not have been bought here within the window without the
 * message; without `extra` it only came earlier. Potential outcomes: nobody but the market can know.
 */
export type Reaction = {
  readonly opened: boolean;
  readonly clicked: boolean;
  readonly unsubscribed: boolean;
  readonly bought: boolean;
  readonly extra: boolean;
};

const MESSAGES = 6;
const SPILL = 7;
/** A pack counts as nearly used up in the last fifth of its time. */
const NEARLY = 0.2;

/** What is still felt of earlier messages. */
export function fatigueOf(world: World, customer: Customer, day: number): number {
  const { halfLifeDays } = world.file.fatigue;
  return customer.fatigue * 0.5 ** ((day - customer.tiredOn) / halfLifeDays);
}

const dueHabit = (customer: Customer, good: number, day: number): Habit | undefined =>
  customer.habits.find((h) => h.good === good && h.next - day <= NEARLY * h.every);

/** Would this habit be served here within the window anyway? */
const anyway = (
  world: World,
  customer: Customer,
  habit: Habit,
  { day, window }: Message,
): boolean => habit.next < day + window && staysLoyal(world, customer, habit);

/** What being nearly out of it adds to the log-odds. A staple is a taste: where tastes do not differ it is nobody's own. */
const dueness = ({ file }: World): number =>
  file.message.due * Math.min(1, Math.hypot(file.taste.own, file.taste.shared));

/** Lets one customer react; fatigue, unsubscribing and stocked-up packs stay with them. */
export function react(world: World, message: Message): Reaction {
  const { file } = world;
  const customer = world.customers[message.customer];
  const good = world.goods[message.good];
  const nothing = {
    opened: false,
    clicked: false,
    unsubscribed: false,
    bought: false,
    extra: false,
  };
  if (customer === undefined || good === undefined || customer.unsubscribed) return nothing;
  const random = chanceAt(world.seed, MESSAGES, message.customer, message.day, message.number);
  const [opens, clicks, buys, leaves] = [random(), random(), random(), random()];
  const tired = fatigueOf(world, customer, message.day);
  customer.fatigue = tired + 1;
  customer.tiredOn = message.day;
  const unsubscribed = leaves < Math.min(1, file.fatigue.unsubscribe * file.fatigue.tired ** tired);
  customer.unsubscribed = unsubscribed;
  const opened = opens < file.message.open * 0.5 ** (file.fatigue.perMessage * tired);
  if (!opened) return { ...nothing, unsubscribed };
  const like = file.message.taste * liking(customer, good);
  const clicked = clicks < moved(file.message.click, like);
  if (!clicked) return { ...nothing, opened, unsubscribed };
  const habit = dueHabit(customer, message.good, message.day);
  const bought = buys < moved(file.message.buy, like + (habit ? dueness(world) : 0));
  if (!bought) return { ...nothing, opened, clicked, unsubscribed };
  const extra = habit === undefined || !anyway(world, customer, habit, message);
  if (habit !== undefined) renew(world, customer, habit, message.day);
  return { opened, clicked, unsubscribed, bought, extra };
}

/** Who of a group buys because others opened: asked once for each member that bought nothing of it today. */
export function spillsTo(
  world: World,
  { customer, good, day }: Pick<Message, "customer" | "good" | "day">,
  share: number,
): boolean {
  const person = world.customers[customer];
  const about = world.goods[good];
  if (person === undefined || about === undefined || world.file.spillover === 0) return false;
  const chance = moved(world.file.spillover, world.file.message.taste * liking(person, about));
  return chanceAt(world.seed, SPILL, customer, good, day)() < chance * share;
}
