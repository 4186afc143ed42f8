import { seeded } from "@zhongshu/numerics";
import { expect, test } from "vitest";
import { generated, traps } from "./people.ts";

test("the made-up town has every hard case in it, and the same town comes of the same seed", () => {
  const ids = generated(seeded(1), 2_000);
  expect(ids).toEqual(generated(seeded(1), 2_000));
  const found = traps(ids);
  // Families and renewed numbers; one mask over two numbers; namesakes; mistyped names; who moved to another number.
  expect(found.numbers_of_several).toBeGreaterThan(50);
  expect(found.masks_of_several).toBeGreaterThan(0);
  expect(found.names_of_several).toBeGreaterThan(5);
  expect(found.nicknames_of_several).toBeGreaterThan(5);
  expect(found.persons_of_two_names).toBeGreaterThan(10);
  expect(found.persons_of_two_numbers).toBeGreaterThan(10);
  expect(found.only_masked).toBeGreaterThan(200);
});
