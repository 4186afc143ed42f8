import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listShapes } from "./shapes-lists.ts";
import { orderShapes } from "./shapes-orders.ts";
import { diceOf } from "./world.ts";

/** Writes made-up files of many shapes with what each must come to; how many. */
export async function generate(folder: string, seed: number): Promise<number> {
  const dice = diceOf(seed);
  const all = [...orderShapes(dice), ...listShapes(dice)];
  for (const { name, body, expected } of all) {
    const stem = name.replace(/\.(csv\.gz|[^.]+)$/, "");
    const twins = all.filter((one) => one.name.startsWith(`${stem}.`)).length > 1;
    await writeFile(join(folder, name), body);
    await writeFile(
      join(folder, `${twins ? name : stem}.expected.json`),
      `${JSON.stringify(expected, null, 2)}\n`,
    );
  }
  return all.length;
}
