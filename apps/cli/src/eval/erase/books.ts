import type { Opened } from "@zhongshu/server";
import { placeOf } from "../../admin/place.ts";
import { must } from "../../system.ts";
import type { Scene } from "./story.ts";
import { townOf } from "./town.ts";

/** A shop of its own, and so many made-up persons for it. */
export async function sceneOf(system: Opened["system"], persons: number): Promise<Scene> {
  const place = must(await placeOf(system, { org: "测量", shop: "测量", create: true }));
  return { system, place, town: townOf(persons) };
}

/** What the books say, which must not change. */
export async function books({ system, place }: Scene): Promise<string> {
  return system.asTenant(place.seal, async ({ sql }) => {
    const sums = await sql.one<object>(
      `select count(*)::int as orders, count(distinct profile)::int as buyers, sum(total)::int8 as total,
              (select count(*)::int from orders.line) as lines from orders."order"`,
    );
    const arms = await sql.rows<object>(
      "select execution, arm, count(*)::int as n from reach.recipient group by 1, 2 order by 1, 2",
    );
    return JSON.stringify([sums, arms]);
  });
}
