import { afterAll, beforeAll, expect, test } from "vitest";
import { CODES, HEAD, openWorld, seal, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function ran(text: string, source: string, dryRun: boolean) {
  const id = await world.begin(await world.file("trial.csv", text), { source, dryRun });
  await world.imports().perform(seal, id, () => undefined);
  return world.get(id);
}

const row = (number: string, customer: string, place = "") =>
  `${number},S1,T,1,2011-01-05 10:00:00,1.00,${customer},X,${place}`;
/** More rows than two batches hold. */
const between = Array.from({ length: 8_000 }, (_, i) => row(`${880_000 + i}`, `c${i % 50}`));

/** The process ends before the last batch, and the next one goes on. */
async function interrupted(text: string, source: string) {
  const id = await world.begin(await world.file("trial.csv", text), { source, dryRun: true });
  const imports = world.imports();
  await imports.perform(seal, id, () => void imports.stop());
  const left = await world.get(id);
  expect(left).toMatchObject({ state: "running", counts: { rows: 8_000 } });
  await world.imports().perform(seal, id, () => undefined);
  return world.get(id);
}

test("IM9 a dry run knows of each batch what those above it would have stored", async () => {
  const text = [
    `${HEAD},行序`,
    ...[row("889001", "13800000001"), row("889002", "c2", "2"), row("889003", "c3", "2")],
    // Goods that are only named, which the catalogue has under a code of its own.
    row("889004", "c4", "2").replace(",S1,T,", ",,蓝莓,"),
    ...between,
    // A second customer of an order, in another batch: somebody else, nobody, and the same one.
    ...[row("889001", "13800000002"), row("889001", ""), row("889001", "13800000001")],
    // The place of a line that is told twice: with the same content, and with another.
    ...[row("889002", "c2", "2"), row("889003", "c3", "2").replace("S1", "S2")],
    row("889004", "c4", "2").replace(",S1,T,", ",,蓝莓,"),
    row("889004", "c4", "2").replace(",S1,T,", ",,葡萄,"),
  ].join("\n");
  CODES.set("蓝莓", { sku: "S9", product: "P9" });
  const tried = await ran(text, "two customers", true);
  const resumed = await interrupted(text, "two customers");
  const done = await ran(text, "two customers", false);
  expect(done.counts).toMatchObject({ rows: 8_011, accepted: 8_007, refused: 4, added: 8_005 });
  for (const { counts, refusedSample } of [tried, resumed]) {
    expect(counts).toEqual(done.counts);
    expect(refusedSample).toEqual(done.refusedSample);
  }
});
