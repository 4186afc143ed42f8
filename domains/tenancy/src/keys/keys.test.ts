import { expect, test } from "vitest";
import { remember } from "./remember.ts";
import { hashOf, looksLikeKey, newSecret, prefixOf } from "./secret.ts";

const bytes = (fill: number) => (size: number) => new Uint8Array(size).fill(fill);

test("TE6 a secret says its kind and carries 192 bits of the given chance", () => {
  expect(newSecret("browser", bytes(0))).toBe(`zs_b_${"A".repeat(32)}`);
  expect(newSecret("server", bytes(255))).toBe(`zs_s_${"_".repeat(32)}`);
  expect(looksLikeKey(newSecret("server", bytes(7)))).toBe(true);
  for (const no of ["", "zs_x_", "zs_b_short", `zs_b_${"A".repeat(33)}`, `zs_b_${"A".repeat(31)}'`])
    expect(looksLikeKey(no)).toBe(false);
});

test("TE6 what is shown and what is kept do not give the secret away", () => {
  const secret = newSecret("server", bytes(9));
  expect(prefixOf(secret)).toHaveLength(10);
  expect(hashOf(secret)).toMatch(/^[0-9a-f]{64}$/);
  expect(hashOf(secret)).not.toContain(secret.slice(5, 15));
});

test("TE8 a known key is asked for once until it is due, then again", async () => {
  let clock = 0;
  let asked = 0;
  const keys = remember(
    async () => ++asked,
    () => clock,
    2_000,
  );
  expect(await Promise.all([keys.get("a"), keys.get("a"), keys.get("a")])).toEqual([1, 1, 1]);
  clock = 1_999;
  expect(await keys.get("a")).toBe(1);
  clock = 2_000;
  expect(await keys.get("a")).toBe(2);
  keys.forget("a");
  expect(await keys.get("a")).toBe(3);
});

test("TE8 neither an unknown key nor a failure is remembered", async () => {
  const answers = [null, "found"];
  const keys = remember(
    async () => answers.shift() ?? null,
    () => 0,
    2_000,
  );
  expect(await keys.get("a")).toBeNull();
  expect(await keys.get("a")).toBe("found");
  const states = ["down", "up"];
  const flaky = remember(
    async () => {
      const state = states.shift();
      if (state === "down") throw new Error("down");
      return state ?? null;
    },
    () => 0,
    2_000,
  );
  await expect(flaky.get("a")).rejects.toThrow("down");
  expect(await flaky.get("a")).toBe("up");
});
