import { DAY, HOUR, type ProfileId } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase } from "@zhongshu/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Arm } from "../src/contract.ts";
import { schema } from "../src/index.ts";
import { must, openWorld, person, planFor, type World } from "./world.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const PEOPLE = 8;
const CAP = { most: 2, days: 3 };

/** One thing that happens; hours pass between any two. */
type Step =
  | { readonly kind: "tap"; readonly to: readonly number[]; readonly holdOut: number }
  | { readonly kind: "turn"; readonly batch: number; readonly breaks: boolean }
  | { readonly kind: "out" | "in" | "agree"; readonly who: number };

const who = fc.nat(PEOPLE - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("tap" as const),
      to: fc.uniqueArray(who, { minLength: 1, maxLength: PEOPLE }),
      holdOut: fc.constantFrom(0, 0.3, 0.5),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("turn" as const),
      batch: fc.integer({ min: 1, max: 5 }),
      breaks: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("out", "in", "agree"), who }) },
);
const history = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 30 })), {
  minLength: 5,
  maxLength: 25,
});

type Place = { readonly who: number; readonly arm: Arm; state: string; wakeAt: number };
type Run = { readonly places: Place[] };
/** The same, told naively: one person after the other, everything in lists. */
type Naive = {
  readonly runs: Run[];
  readonly slots: { who: number; at: number; ghost: boolean }[];
  readonly out: Set<number>;
  readonly agreed: Set<number>;
};

const hourOf = (at: number): number => new Date(at + 8 * HOUR).getUTCHours();
const isQuiet = (at: number): boolean => hourOf(at) >= 22 || hourOf(at) < 8;
function morning(at: number): number {
  let hour = at - (at % HOUR);
  while (isQuiet(hour)) hour += HOUR;
  return hour;
}

const consents = (naive: Naive, n: number): boolean => naive.agreed.has(n) && !naive.out.has(n);
const room = ({ slots }: Naive, n: number, now: number): boolean =>
  slots.filter((slot) => slot.who === n && slot.at > now - CAP.days * DAY).length < CAP.most;

/** What the gate would say of a person: quiet hours are asked before frequency. */
function verdict(naive: Naive, place: Pick<Place, "who" | "arm">, now: number): string {
  if (!consents(naive, place.who)) return "stopped";
  if (isQuiet(now)) return "waiting";
  if (!room(naive, place.who, now)) return "stopped";
  return place.arm === "treated" ? "sent" : "held-out";
}

/** At night a tap decides as of the morning, when it would go. */
function tapNaively(naive: Naive, drawn: readonly Pick<Place, "who" | "arm">[], now: number) {
  const wakeAt = isQuiet(now) ? morning(now) : now;
  const places = drawn.map((one) => {
    const said = verdict(naive, one, wakeAt);
    return { ...one, state: said === "stopped" ? "stopped" : "waiting", wakeAt };
  });
  if (places.some(({ state }) => state !== "stopped")) naive.runs.push({ places });
}

function turnNaively(naive: Naive, batch: number, now: number): void {
  for (const { places } of naive.runs) {
    const due = places
      .filter(({ state, wakeAt }) => state === "waiting" && wakeAt <= now)
      .toSorted((a, b) => a.wakeAt - b.wakeAt || a.who - b.who)
      .slice(0, batch);
    for (const place of due) {
      const said = verdict(naive, place, now);
      place.state = said;
      if (said === "waiting") place.wakeAt = morning(now);
      if (said === "sent" || said === "held-out")
        naive.slots.push({ who: place.who, at: now, ghost: said === "held-out" });
    }
  }
}

const nameOf = (profile: string): number =>
  Array.from({ length: PEOPLE }, (_, n) => n).find((n) => person(n) === profile) ?? -1;

type Drawn = { readonly profile: ProfileId; readonly arm: Arm };

/** Taps, and learns the arms that were drawn; which arms they are is the assignment's own test. */
async function tap(world: World, { to, holdOut }: Extract<Step, { kind: "tap" }>) {
  const plan = planFor(world.shop, {
    to: { persons: to.map(person) },
    holdOut,
    windowMs: 90 * DAY,
  });
  const made = await world.as((ctx) => world.reach.execute(ctx, plan));
  if (!made.ok) return [];
  const one = { shop: world.shop, execution: made.value.id };
  const rows = await world.as<readonly Drawn[]>((ctx) => world.reach.assigned(ctx, one));
  return rows.map(({ profile, arm }) => ({ who: nameOf(profile), arm }));
}

async function live(world: World, naive: Naive, step: Step): Promise<void> {
  const { now } = world.at;
  if (step.kind === "tap") {
    const drawn = await tap(world, step);
    const all =
      drawn.length > 0 ? drawn : step.to.map((n) => ({ who: n, arm: "treated" as const }));
    tapNaively(naive, all, now);
    return;
  }
  if (step.kind === "turn") {
    if (step.breaks) {
      world.at.breaks = new Error("broken off");
      await world.reach.runDue({ batch: step.batch });
      const broke = world.at.breaks === null;
      world.at.breaks = null;
      // What broke off is undone; executions before and after it in the round are not, so look at the rows.
      if (broke) return resume(world, naive, step.batch);
    } else await world.reach.runDue({ batch: step.batch });
    turnNaively(naive, step.batch, now);
    return;
  }
  const said = { shop: world.shop, profile: person(step.who), channel: "all", proof: "x" } as const;
  if (step.kind === "agree") naive.agreed.add(step.who);
  if (step.kind === "out") naive.out.add(step.who);
  if (step.kind === "in") naive.out.delete(step.who);
  const { agree, optOut, withdrawOptOut } = world.reach;
  const act = { agree, out: optOut, in: withdrawOptOut }[step.kind];
  await world.as<unknown>((ctx) => act(ctx, said));
}

type Row = { execution: string; profile: string; state: string; wakeAt: number };
const rowsOf = (world: World) =>
  world.as((ctx) =>
    ctx.sql.rows<Row>(
      `select r.execution, r.profile, r.state, r.wake_at as "wakeAt"
       from reach.recipient r join reach.execution e on e.id = r.execution
       order by e.started_at, e.id, r.profile`,
    ),
  );

/** After a break the naive telling takes what is stored for its own: only what follows is compared. */
async function resume(world: World, naive: Naive, _batch: number): Promise<void> {
  const rows = await rowsOf(world);
  const slots = await slotsOf(world);
  naive.slots.splice(0, naive.slots.length, ...slots);
  for (const [i, all] of [...Map.groupBy(rows, (row) => row.execution).values()].entries())
    for (const row of all) {
      const place = naive.runs[i]?.places.find((one) => one.who === nameOf(row.profile));
      if (place === undefined) throw new Error("A place that the naive telling does not know");
      place.state = row.state;
      place.wakeAt = row.wakeAt;
    }
}

const slotsOf = async (world: World) =>
  (
    await world.as((ctx) =>
      ctx.sql.rows<{ subject: string; at: number; ghost: boolean }>(
        "select subject, at, ghost from reach.slot",
      ),
    )
  ).map(({ subject, at, ghost }) => ({ who: nameOf(subject), at, ghost }));

const sorted = (lines: readonly string[]) => lines.toSorted((a, b) => (a < b ? -1 : 1));

async function agree(world: World, naive: Naive): Promise<void> {
  const rows = await rowsOf(world);
  const told = naive.runs.map(({ places }) =>
    sorted(places.map(({ who, state }) => `${who} ${state}`)),
  );
  const stored = [...Map.groupBy(rows, (row) => row.execution).values()].map((all) =>
    sorted(all.map(({ profile, state }) => `${nameOf(profile)} ${state}`)),
  );
  expect(stored).toEqual(told);
  const line = (slot: Naive["slots"][number]) => `${slot.who} ${slot.at} ${slot.ghost}`;
  expect(sorted((await slotsOf(world)).map(line))).toEqual(sorted(naive.slots.map(line)));
}

/** However it came about: no window of the cap's length holds more than the cap, ghosts included. */
async function capped(world: World): Promise<void> {
  const slots = await slotsOf(world);
  for (const { who: n, at } of slots) {
    const within = slots.filter((s) => s.who === n && s.at <= at && s.at > at - CAP.days * DAY);
    expect(within.length).toBeLessThanOrEqual(CAP.most);
  }
  const { messages, sent } = await world.as((ctx) =>
    ctx.sql.one<{ messages: number; sent: number }>(
      `select (select count(*)::int from reach.message) as messages,
         (select count(*)::int from reach.recipient where state = 'sent') as sent`,
    ),
  );
  expect(messages).toBe(sent);
  expect(slots.filter(({ ghost }) => !ghost)).toHaveLength(sent);
  expect(world.at.heard.told).toHaveLength(sent);
}

test("RE34 whatever happens in whatever order, the worker does what a plain replay does, and no cap is exceeded", async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const world = openWorld(db);
      await world.as((ctx) => world.reach.resizeHoldOut(ctx, { shop: world.shop, share: 0.2 }));
      const chosen = { frequency: CAP };
      must(await world.as((ctx) => world.reach.setPolicy(ctx, { shop: world.shop, chosen })));
      const naive: Naive = { runs: [], slots: [], out: new Set(), agreed: new Set() };
      for (const n of [0, 1, 2, 3, 4, 5]) await live(world, naive, { kind: "agree", who: n });
      for (const [one, hours] of steps) {
        world.at.now += hours * HOUR + 1_000;
        await live(world, naive, one);
        await agree(world, naive);
      }
      await capped(world);
    }),
    { numRuns: 60 },
  );
}, 120_000);
