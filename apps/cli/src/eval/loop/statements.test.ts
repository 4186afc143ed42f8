import { seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { aaAndPower } from "./statements.ts";

const promise = (audience: number, rate: number) => ({
  ...{ kind: "due-again", at: 0, audience, came: Math.round(audience * rate), told: null },
  promised: { low: 0, high: audience },
});

test("of messages that do nothing the report states no more than one in twenty, and finds what is there at the size named", () => {
  const real = [4, 9, 15, 24, 40, 80].map((audience, i) => promise(audience, 0.1 + 0.05 * i));
  expect(aaAndPower(real, seeded(7))).toEqual({
    aa_plays: 10_000,
    // So small a play is hardly ever spoken of; its interval alone would be astray as often as it says.
    aa_false_positive: expect.toSatisfy((share: number) => share < 0.01),
    aa_interval_alone: expect.toSatisfy((share: number) => share > 0.03 && share < 0.06),
    aa_pooled: expect.toSatisfy((share: number) => share > 0.01 && share < 0.08),
    power: expect.toSatisfy((share: number) => share > 0.8 && share < 0.84),
  });
  expect(aaAndPower([], seeded(7))).toMatchObject({ aa_plays: 0, aa_false_positive: null });
}, 120_000);
