import { setTimeout as pause } from "node:timers/promises";
import { shopId, tenantId } from "@zhongshu/kernel";
import { expect, test } from "vitest";
import type { Work } from "./commit.ts";
import { createLanes } from "./lanes.ts";

const TENANT = tenantId("00000000-0000-7000-8000-00000000000a");
const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
const work = (anonymousId: string | null, userId: string | null, n: number): Work => ({
  kind: "store",
  fact: {
    ...{ tenant: TENANT, shop: SHOP, messageId: `${anonymousId}-${userId}-${n}`, type: "x_n" },
    ...{ version: 1, anonymousId, userId, at: 0, receivedAt: 0, properties: { n } },
  },
});

test("LE8 one person's events wait in one lane, whichever of the ids they carry", async () => {
  const persons = Array.from({ length: 30 }, (_, i) => i);
  const orders = await Promise.all(
    persons.map(async (p) => {
      const stored: unknown[] = [];
      const limits = { lanes: 4, rows: 1, waiting: { events: 100, bytes: 100 } };
      const lanes = createLanes(limits, async (_, works) => {
        await pause(5);
        for (const one of works) if (one.kind === "store") stored.push(one.fact.properties["n"]);
        return works.map(() => ({ kind: "stored" }));
      });
      const three = [work(`a${p}`, null, 0), work(`a${p}`, `u${p}`, 1), work(null, `u${p}`, 2)];
      await Promise.all(three.map((one) => lanes.offer(TENANT, [one], 7)));
      return stored;
    }),
  );
  expect(orders).toEqual(persons.map(() => [0, 1, 2]));
});

test("LE11 when everything is settled nothing is counted as waiting", async () => {
  const limits = { lanes: 2, rows: 10, waiting: { events: 1_000, bytes: 1_000 } };
  const lanes = createLanes(limits, async (_, works) => works.map(() => ({ kind: "stored" })));
  const works = Array.from({ length: 60 }, (_, i) => work(`a${i}`, null, i));
  expect(await lanes.offer(TENANT, works, 1)).toHaveLength(60);
  expect(lanes.waiting()).toEqual({ events: 0, bytes: 0 });
});
