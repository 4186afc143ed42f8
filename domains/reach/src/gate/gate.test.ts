import fc from "fast-check";
import { expect, test } from "vitest";
import type { Channel, Facts, Kind, Policy, Slot, Standing, Verdict } from "./facts.ts";
import { decide, STEPS, type Step } from "./gate.ts";
import { USUAL_POLICY } from "./policy.ts";
import { quietUntil, wecomWindow } from "./windows.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const shanghai = (text: string): number => Date.parse(`${text}:00+08:00`);
const NOON = shanghai("2026-11-24T12:00");
const no: Verdict = { passes: false, reason: { zh: "不行", en: "no" } };

const good = (over: Partial<Facts> = {}): Facts => ({
  now: NOON,
  message: { kind: "optional", channel: "wecom-mass", to: "person" },
  compliance: { passes: true },
  grounding: { passes: true },
  consent: { given: true, optedOut: false, plain: false, mergedAcrossArms: false },
  ledger: [],
  lastHeard: null,
  policy: USUAL_POLICY,
  standing: "treated",
  play: "treated",
  ...over,
});
const slot = (at: number, over: Partial<Slot> = {}): Slot => ({
  at,
  channel: "wecom-mass",
  kind: "optional",
  ghost: false,
  ...over,
});
const slots = (n: number, at: number, over: Partial<Slot> = {}): readonly Slot[] =>
  Array.from({ length: n }, (_, i) => slot(at - i, over));
const stoppedAt = (facts: Facts): string => {
  const decision = decide(facts);
  return decision.decision === "send" ? "send" : decision.at;
};

/** One change for each step that makes it, alone, the step that stops. */
const BREAKS: Readonly<Record<Step, Partial<Facts>>> = {
  compliance: { compliance: no },
  grounding: { grounding: no },
  consent: { consent: { given: true, optedOut: true, plain: false, mergedAcrossArms: false } },
  "quiet-hours": { now: shanghai("2026-11-24T23:00") },
  quota: { policy: { ...USUAL_POLICY, wecom: "one-a-day", frequency: { most: 2, days: 7 } } },
  frequency: { policy: { ...USUAL_POLICY, frequency: { most: 1, days: 7 } } },
  "standing-hold-out": { standing: "held-out" },
  "play-hold-out": { play: "held-out" },
};
const broken = (steps: readonly Step[]): Facts => {
  const facts: Facts = Object.assign(good(), ...steps.map((step) => BREAKS[step]));
  const both = steps.includes("quota") && steps.includes("frequency");
  return {
    ...facts,
    ledger: steps.includes("quota") || steps.includes("frequency") ? [slot(facts.now - 1)] : [],
    policy: both
      ? { ...USUAL_POLICY, wecom: "one-a-day", frequency: { most: 1, days: 7 } }
      : facts.policy,
  };
};

test("RE1 who passes every step is sent to, and spends a slot", () => {
  expect(decide(good())).toEqual({ decision: "send", slot: { ghost: false } });
});

test("RE2 whoever fails several steps is stopped at the first of them", () => {
  fc.assert(
    fc.property(fc.subarray([...STEPS], { minLength: 1 }), (steps) => {
      expect(stoppedAt(broken(steps))).toBe(steps[0]);
    }),
  );
  expect(STEPS.every((step) => stoppedAt(broken([step])) === step)).toBe(true);
});

test("RE3 whoever is held out spends a ghost slot; whoever is stopped earlier spends none", () => {
  for (const step of STEPS) {
    const decision = decide(broken([step]));
    const held = step.endsWith("hold-out");
    expect(decision.slot).toEqual(held ? { ghost: true } : null);
    expect(decision.decision).toBe(held ? "hold-out" : step === "quiet-hours" ? "later" : "refuse");
  }
});

test("RE3 a ghost slot counts like a sent one, in quota and in frequency", () => {
  for (const ghost of [true, false]) {
    const spent = slots(3, NOON - HOUR, { ghost });
    expect(stoppedAt(good({ ledger: spent }))).toBe("frequency");
    const policy: Policy = { ...USUAL_POLICY, wecom: "one-a-day" };
    expect(stoppedAt(good({ ledger: spent.slice(0, 1), policy }))).toBe("quota");
  }
});

test("RE4 RE74 consent: refusal, not asked, not by their record, and a merge across arms all stop an optional message; a notice only its refusal", () => {
  const told = { given: true, optedOut: false, plain: false, mergedAcrossArms: false };
  const asked = (over: object, kind: Kind = "optional") =>
    stoppedAt(
      good({
        consent: { ...told, ...over },
        message: { kind, channel: "wecom-mass", to: "person" },
      }),
    );
  for (const over of [
    { optedOut: true },
    { mergedAcrossArms: true },
    { plain: true },
    { given: false },
    { given: null },
  ]) {
    expect(asked(over)).toBe("consent");
    expect(asked(over, "transactional")).toBe("optedOut" in over ? "consent" : "send");
    expect(asked(over, "reply")).toBe("send");
  }
  const policy = { ...USUAL_POLICY, withoutConsent: true };
  expect(stoppedAt(good({ policy, consent: { ...told, given: null } }))).toBe("send");
});

test.each([
  ["2026-11-24T21:59", null],
  ["2026-11-24T22:00", "2026-11-25T08:00"],
  ["2026-11-24T23:59", "2026-11-25T08:00"],
  ["2026-11-25T00:00", "2026-11-25T08:00"],
  ["2026-11-25T07:59", "2026-11-25T08:00"],
  ["2026-11-25T08:00", null],
])("RE5 quiet hours in Shanghai at %s end at %s", (now, until) => {
  expect(quietUntil(shanghai(now), USUAL_POLICY.quiet)).toBe(until && shanghai(until));
});

test("RE5 what waits for quiet hours may go at the named time, and a reply never waits", () => {
  fc.assert(
    fc.property(fc.nat(2 * 1440), fc.nat(1439), fc.nat(1439), (minute, from, until) => {
      const now = shanghai("2026-11-24T00:00") + minute * 60_000;
      const quiet = { from, until };
      const end = quietUntil(now, quiet);
      const silent = Array.from({ length: 1440 }, (_, i) => (from + i) % 1440).slice(
        0,
        (until - from + 1440) % 1440,
      );
      expect(end !== null).toBe(silent.includes(minute % 1440));
      if (end === null) return;
      expect(end).toBeGreaterThan(now);
      expect(quietUntil(end, quiet)).toBeNull();
    }),
  );
  const night = shanghai("2026-11-24T23:00");
  const message = { kind: "reply", channel: "wecom-service", to: "person" } as const;
  expect(stoppedAt(good({ now: night, message, lastHeard: night - 1 }))).toBe("send");
});

test("RE6 WeCom: as many a month as it has days, seven a week, or one a day", () => {
  const nov = wecomWindow(NOON, "days-of-month");
  expect(nov).toEqual({
    from: shanghai("2026-11-01T00:00"),
    until: shanghai("2026-12-01T00:00"),
    most: 30,
  });
  expect(wecomWindow(shanghai("2028-02-29T23:59"), "days-of-month").most).toBe(29);
  expect(wecomWindow(NOON, "seven-a-week")).toEqual({
    from: shanghai("2026-11-23T00:00"),
    until: shanghai("2026-11-30T00:00"),
    most: 7,
  });
  expect(wecomWindow(shanghai("2026-11-29T23:59"), "seven-a-week").from).toBe(
    shanghai("2026-11-23T00:00"),
  );
  const policy = { ...USUAL_POLICY, frequency: null };
  const at = (n: number) => decide(good({ policy, ledger: slots(n, NOON - HOUR) }));
  expect(at(29).decision).toBe("send");
  expect(at(30)).toMatchObject({ at: "quota", until: shanghai("2026-12-01T00:00") });
});

test("RE6 groups have their own allowance, and a notice spends it too", () => {
  const policy: Policy = { ...USUAL_POLICY, wecom: "one-a-day", frequency: null };
  const post = { kind: "optional", channel: "wecom-group", to: "community" } as const;
  expect(stoppedAt(good({ policy, message: post, ledger: slots(1, NOON) }))).toBe("send");
  const ledger = slots(1, NOON, { channel: "wecom-group", kind: "transactional" });
  expect(stoppedAt(good({ policy, message: post, ledger }))).toBe("quota");
});

test("RE7 customer service: five replies after the customer's last message, within 48 hours", () => {
  const message = { kind: "reply", channel: "wecom-service", to: "person" } as const;
  const asked = (lastHeard: number | null, replies: number) =>
    stoppedAt(
      good({
        message,
        lastHeard,
        ledger: slots(replies, NOON - HOUR, { channel: "wecom-service", kind: "reply" }),
      }),
    );
  expect(asked(NOON - 2 * HOUR, 4)).toBe("send");
  expect(asked(NOON - 2 * HOUR, 5)).toBe("quota");
  expect(asked(NOON - HOUR / 2, 5)).toBe("send");
  expect(asked(NOON - 48 * HOUR, 0)).toBe("quota");
  expect(asked(null, 0)).toBe("quota");
});

test("RE8 the frequency cap counts optional messages of all channels, and says when one is free", () => {
  const ledger = [
    slot(NOON - 6 * DAY, { channel: "sms" }),
    slot(NOON - 2 * DAY, { channel: "app", ghost: true }),
    slot(NOON - DAY),
  ];
  expect(decide(good({ ledger }))).toMatchObject({ at: "frequency", until: NOON + DAY });
  expect(stoppedAt(good({ ledger, now: NOON + DAY }))).toBe("send");
  const notices = slots(9, NOON - HOUR, { kind: "transactional", channel: "sms" });
  expect(stoppedAt(good({ ledger: notices }))).toBe("send");
});

const standings = fc.constantFrom<Standing | null>("treated", "held-out", "unassigned", null);

test("RE9 nothing optional reaches the standing hold-out or an id without an arm; notices and replies do", () => {
  fc.assert(
    fc.property(standings, standings, (standing, play) => {
      const sent = stoppedAt(good({ standing, play })) === "send";
      const free = (s: Standing | null) => s === null || s === "treated";
      expect(sent).toBe(free(standing) && free(play));
      const notice = { kind: "transactional", channel: "sms", to: "person" } as const;
      expect(stoppedAt(good({ standing, play, message: notice }))).toBe("send");
    }),
  );
  expect(decide(good({ standing: "unassigned" }))).toMatchObject({
    decision: "refuse",
    slot: null,
  });
});

test("RE9 a group post is held out by its play's community and day, never by person", () => {
  const message = { kind: "optional", channel: "wecom-group", to: "community" } as const;
  expect(stoppedAt(good({ message, standing: "held-out" }))).toBe("send");
  expect(decide(good({ message, play: "held-out" }))).toMatchObject({
    at: "play-hold-out",
    slot: { ghost: true },
  });
});

/** The whole gate a second time, as plainly as it can be said. */
function naive(f: Facts): string {
  const optional = f.message.kind === "optional";
  const person = f.message.to === "person";
  if (!f.compliance.passes) return "compliance";
  if (!f.grounding.passes) return "grounding";
  const { given, optedOut, plain, mergedAcrossArms } = f.consent;
  const agreed = given === true || (given === null && f.policy.withoutConsent);
  if (f.message.kind === "transactional" && person && optedOut) return "consent";
  if (optional && person && (optedOut || plain || mergedAcrossArms || !agreed)) return "consent";
  const hour = new Date(f.now + 8 * HOUR).getUTCHours();
  if (f.message.kind !== "reply" && f.policy.quiet && (hour >= 22 || hour < 8))
    return "quiet-hours";
  const local = (at: number) => new Date(at + 8 * HOUR).toISOString();
  const onChannel = f.ledger.filter((s) => s.channel === f.message.channel);
  if (f.message.channel === "wecom-service") {
    if (f.lastHeard === null || f.now - f.lastHeard >= 48 * HOUR) return "quota";
    if (onChannel.filter((s) => s.at >= (f.lastHeard ?? 0)).length >= 5) return "quota";
  }
  if (f.message.channel === "wecom-mass" || f.message.channel === "wecom-group") {
    const length = f.policy.wecom === "one-a-day" ? 10 : 7;
    const most = f.policy.wecom === "one-a-day" ? 1 : 30;
    const same = onChannel.filter(
      (s) => local(s.at).slice(0, length) === local(f.now).slice(0, length),
    );
    if (same.length >= most) return "quota";
  }
  const week = f.ledger.filter((s) => s.kind === "optional" && s.at > f.now - 7 * DAY);
  if (optional && person && f.policy.frequency && week.length >= 3) return "frequency";
  if (optional && person && f.standing !== null && f.standing !== "treated")
    return "standing-hold-out";
  if (optional && f.play !== null && f.play !== "treated") return "play-hold-out";
  return "send";
}

const channels = fc.constantFrom<Channel>(
  "wecom-mass",
  "wecom-group",
  "wecom-service",
  "sms",
  "app",
);
const kinds = fc.constantFrom<Kind>("optional", "transactional", "reply");
const verdicts = fc.oneof(
  { weight: 9, arbitrary: fc.constant<Verdict>({ passes: true }) },
  fc.constant(no),
);
const rarely = fc.integer({ min: 0, max: 9 }).map((n) => n === 0);
const november = fc
  .integer({ min: 0, max: 29 * 24 * 60 })
  .map((m) => shanghai("2026-11-01T00:00") + m * 60_000);
const facts: fc.Arbitrary<Facts> = fc.record({
  now: november,
  message: fc.record({
    kind: kinds,
    channel: channels,
    to: fc.constantFrom("person", "community"),
  }),
  compliance: verdicts,
  grounding: verdicts,
  consent: fc.record({
    given: fc.constantFrom(true, true, true, false, null),
    optedOut: rarely,
    plain: rarely,
    mergedAcrossArms: rarely,
  }),
  ledger: fc.array(
    fc.record({ at: november, channel: channels, kind: kinds, ghost: fc.boolean() }),
    { maxLength: 12 },
  ),
  lastHeard: fc.option(november),
  policy: fc.record({
    quiet: fc.constantFrom(USUAL_POLICY.quiet, null, null),
    wecom: fc.constantFrom("days-of-month", "one-a-day"),
    service: fc.constant(USUAL_POLICY.service),
    frequency: fc.constantFrom(USUAL_POLICY.frequency, null),
    withoutConsent: fc.boolean(),
  }),
  standing: standings,
  play: standings,
});

test("RE10 the gate agrees with a plain second telling of the rules, and every stop says why", () => {
  const reached = new Set<string>();
  fc.assert(
    fc.property(facts, (given) => {
      const known = { ...given, ledger: given.ledger.filter((s) => s.at <= given.now) };
      const decision = decide(known);
      reached.add(stoppedAt(known));
      expect(stoppedAt(known)).toBe(naive(known));
      if (decision.decision === "send") return;
      expect(decision.reason.zh).toMatch(/[一-龥]/);
      expect(decision.reason.en).not.toBe("");
      if (decision.until !== null) expect(decision.until).toBeGreaterThan(known.now);
    }),
    { numRuns: 5_000, seed: 11 },
  );
  expect([...reached].toSorted((a, b) => a.localeCompare(b))).toEqual(
    [...STEPS, "send"].toSorted((a, b) => a.localeCompare(b)),
  );
});
