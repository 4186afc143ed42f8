import { type Seal, tenantId } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";

export { seeded };

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
