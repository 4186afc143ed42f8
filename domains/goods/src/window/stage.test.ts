import fc from "fast-check";
import { expect, test } from "vitest";
import { inOrder, type SaleWindow, stageAt, stretchAt } from "./stage.ts";

const window: SaleWindow = {
  previewAt: 10,
  opensAt: 20,
  closesAt: 30,
  encoreFrom: 40,
  encoreUntil: 50,
};

test.each([
  [9, "unannounced"],
  [10, "preview"],
  [19, "preview"],
  [20, "open"],
  [29, "open"],
  [30, "ended"],
  [40, "encore"],
  [49, "encore"],
  [50, "ended"],
] as const)("GO5 at %i the window is %s", (now, stage) => {
  expect(stageAt(window, now)).toBe(stage);
});

test("GO5 without a window a product is always to be had, and without a close it stays open", () => {
  expect(stageAt(null, 5)).toBe("always");
  expect(stageAt({ ...window, opensAt: null }, 5)).toBe("always");
  const endless = {
    previewAt: null,
    opensAt: 20,
    closesAt: null,
    encoreFrom: null,
    encoreUntil: null,
  };
  expect([0, 20, 1e15].map((now) => stageAt(endless, now))).toEqual(["preview", "open", "open"]);
});

test("GO5 the stretch to show is the encore once it has begun", () => {
  expect(stretchAt(window, 39)).toEqual({ opensAt: 20, closesAt: 30 });
  expect(stretchAt(window, 40)).toEqual({ opensAt: 40, closesAt: 50 });
});

test("GO5 a window in order passes through its stages in order, and no other is accepted", () => {
  const at = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null });
  const any = fc.record({
    previewAt: at,
    opensAt: at,
    closesAt: at,
    encoreFrom: at,
    encoreUntil: at,
  });
  const order = ["unannounced", "preview", "open", "ended", "encore", "ended"];
  let accepted = 0;
  fc.assert(
    fc.property(any, (one) => {
      if (!inOrder(one) || one.opensAt === null) return;
      accepted++;
      let place = 0;
      for (let now = -1; now <= 7; now++) {
        const next = order.indexOf(stageAt(one, now), place);
        expect(next).toBeGreaterThanOrEqual(place);
        place = next;
      }
    }),
    { numRuns: 3_000 },
  );
  expect(accepted).toBeGreaterThan(20);
  expect(inOrder({ ...window, previewAt: 21 })).toBe(false);
  expect(inOrder({ ...window, closesAt: 20 })).toBe(false);
  expect(inOrder({ ...window, encoreFrom: 29 })).toBe(false);
  expect(inOrder({ ...window, encoreUntil: 40 })).toBe(false);
  expect(inOrder({ ...window, opensAt: null })).toBe(false);
});
