import { setTimeout as pause } from "node:timers/promises";
import { MINUTE, SECOND } from "@zhongshu/kernel";
import { memberOf, type Pace, shoppers, systemOf } from "@zhongshu/market";
import { demoWorlds } from "./market.ts";
import { DEMO_MARKET, type DemoKey } from "./seed.ts";

/**
 * The demo's customers go on living while the product runs: what an owner sends them they open, click and buy, or
 * not, within half a minute. All of it comes in through the public API.
 */
export async function demoLife(
  url: string,
  keys: readonly DemoKey[],
  { signal, now }: { readonly signal: AbortSignal; readonly now: () => number },
): Promise<void> {
  const pace: Pace = { within: 25 * SECOND, every: 1.5 * SECOND, unasked: 0.15, now };
  const worlds = demoWorlds();
  while (!signal.aborted) {
    try {
      const member = await memberOf(url, DEMO_MARKET.phone);
      const shops = keys.flatMap(({ shop, secret }, index) => {
        const world = worlds[index];
        const doors = { shop, url, member, system: systemOf(url, secret) };
        return world === undefined ? [] : [shoppers({ world, doors, pace }, signal)];
      });
      await Promise.all(shops);
    } catch (problem) {
      if (signal.aborted) return;
      process.stderr.write(
        `演示客户歇一分钟再来 the demo's customers rest a minute: ${problem instanceof Error ? problem.message : problem}\n`,
      );
      await pause(MINUTE, undefined, { signal }).catch(() => undefined);
    }
  }
}
