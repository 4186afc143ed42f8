import fc from "fast-check";
import { expect, test } from "vitest";
import {
  alwaysValid,
  expectedOutcomes,
  type Lift,
  liftOf,
  type Seen,
  scoreInterval,
} from "../index.ts";

const seen = (over: Partial<Seen> = {}): Seen => ({
  treated: { people: 4_000, buyers: 480 },
  heldOut: { people: 1_000, buyers: 80 },
  holdOutShare: 0.2,
  closed: true,
  always: null,
  ...over,
});
const why = (lift: Lift) => (lift.known ? "known" : lift.why);

test("TR15 enough, closed and fair: the score interval at both levels", () => {
  const lift = liftOf(seen());
  if (!lift.known) throw new Error(lift.why);
  expect(lift.at80).toEqual(scoreInterval(seen().treated, seen().heldOut, 0.8));
  expect(lift.at95).toEqual(scoreInterval(seen().treated, seen().heldOut, 0.95));
  expect(lift.p).toBeLessThan(0.001);
  expect(lift.ratio.verdict).toBe("fine");
});

test("TR15 silence, each for its reason", () => {
  expect(why(liftOf(seen({ holdOutShare: 0 })))).toBe("no-hold-out");
  expect(why(liftOf(seen({ heldOut: { people: 0, buyers: 0 } })))).toBe("no-hold-out");
  expect(why(liftOf(seen({ heldOut: { people: 600, buyers: 80 } })))).toBe("sample-ratio");
  expect(why(liftOf(seen({ closed: false })))).toBe("open");
  const few = { treated: { people: 400, buyers: 40 }, heldOut: { people: 100, buyers: 4 } };
  expect(why(liftOf(seen(few)))).toBe("few");
});

test("TR15 thirty is counted by the rate of both arms, so that a lucky arm does not speak", () => {
  // 150 in all among 500 + 500: 75 an arm expected, though the held-out had 5.
  const lucky = { treated: { people: 500, buyers: 145 }, heldOut: { people: 500, buyers: 5 } };
  expect(expectedOutcomes(lucky.treated, lucky.heldOut)).toBe(75);
  expect(why(liftOf(seen({ ...lucky, holdOutShare: 0.5 })))).toBe("known");
  const arm = fc.tuple(
    fc.integer({ min: 1, max: 3_000 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(arm, arm, ([n1, r1], [n0, r0]) => {
      const treated = { people: n1, buyers: Math.floor(n1 * r1) };
      const heldOut = { people: n0, buyers: Math.floor(n0 * r0) };
      const lift = liftOf(seen({ treated, heldOut, holdOutShare: n0 / (n0 + n1) }));
      const pooled = (treated.buyers + heldOut.buyers) / (n1 + n0);
      expect(lift.known).toBe(Math.min(n1, n0) * pooled >= 30);
    }),
  );
});

test("TR15 an open window speaks through an always-valid interval only, and never of p", () => {
  const { treated, heldOut } = seen();
  const always = {
    at80: alwaysValid(treated, heldOut, 0.8),
    at95: alwaysValid(treated, heldOut, 0.95),
  };
  const lift = liftOf(seen({ closed: false, always }));
  if (!lift.known) throw new Error(lift.why);
  expect(lift.at80).toEqual(always.at80);
  expect(lift.p).toBeNull();
  expect(
    why(
      liftOf(
        seen({
          closed: false,
          always,
          heldOut: { people: 1_000, buyers: 0 },
          treated: { people: 4_000, buyers: 9 },
        }),
      ),
    ),
  ).toBe("few");
});
