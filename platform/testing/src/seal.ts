import { type Seal, tenantId } from "@zhongshu/kernel";

/** Chance that repeats itself: mulberry32, the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Noon of a Friday in Shanghai: 2011-09-30. */
export const TEST_NOW = Date.UTC(2011, 8, 30, 4);

/** Somebody who may do everything, at a fixed instant, with repeatable chance. */
export const testSeal = (over: Partial<Seal> = {}): Seal => ({
  tenant: tenantId("00000000-0000-7000-8000-00000000000a"),
  actor: { kind: "system", id: "test", name: "Test" },
  now: TEST_NOW,
  random: seeded(1),
  can: () => true,
  ...over,
});
