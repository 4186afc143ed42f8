import { HOUR, iso, type ProfileId } from "@zhongshu/kernel";
import type { System } from "@zhongshu/server";
import type { Place } from "../../admin/place.ts";
import { must } from "../../system.ts";
import * as doors from "./doors.ts";
import type { Person } from "./town.ts";

export type Scene = {
  readonly system: System;
  readonly place: Place;
  readonly town: readonly Person[];
};

/** What a shop's own system tells of one person, with all that such systems put beside it. */
const told = (p: Person, now: number): readonly object[] => [
  {
    ...{ type: "identify", userId: p.id, messageId: `crm-${p.id}` },
    ...{ anonymousId: p.browser, timestamp: iso(now - 50 * HOUR) },
    traits: { name: p.name, phone: p.phone, unionid: p.unionid, 地址: `河畔花园 ${p.name}` },
  },
  {
    ...{ type: "identify", userId: p.second, messageId: `wx-${p.second}` },
    ...{ timestamp: iso(now - 49 * HOUR), traits: { unionid: p.unionid, nickname: p.nickname } },
  },
  {
    ...{ type: "alias", userId: p.id, previousId: `old-${p.browser}` },
    ...{ messageId: `al-${p.id}`, timestamp: iso(now - 48 * HOUR) },
  },
  {
    ...{ type: "track", event: "Order Completed", userId: p.id, messageId: `oc-${p.id}` },
    timestamp: iso(now - 20 * HOUR),
    properties: {
      ...{ order_id: `S${p.browser}`.slice(0, 4) + p.second.slice(-6), currency: "CNY" },
      ...{ shipping_name: p.name, shipping_phone: p.phone, total: "49.90" },
      products: [{ product_id: "P1", sku: "P1-S", name: "有机米粉", price: 49.9, quantity: 1 }],
    },
  },
  {
    ...{ type: "track", event: "question_asked", userId: p.second, messageId: `q-${p.second}` },
    timestamp: iso(now - 19 * HOUR),
    properties: { question: `q-${p.browser}`, text: `我是${p.name}，手机 ${p.phone}` },
  },
  // It does not fit, so it waits to be mended as it was sent.
  {
    ...{ type: "track", event: "order_paid", userId: p.id, messageId: `bad-${p.id}` },
    properties: { source: "s", amount: "much", receiver: p.nickname },
  },
];

const seen = (p: Person, now: number): readonly object[] => [
  {
    ...{ type: "track", event: "Product Viewed", anonymousId: p.browser },
    ...{ messageId: `v-${p.browser}`, timestamp: iso(now - 60 * HOUR) },
    properties: { product_id: "P1", category: "辅食", url: `/p1?from=${p.id}` },
  },
];

/** Events of every kind, by the doors that a shop has. */
export async function tellAll(scene: Scene): Promise<void> {
  const { system, place, town } = scene;
  const { seal, shop } = place;
  const keyOf = async (kind: "server" | "browser"): Promise<string> =>
    must(
      await system.asTenant(seal, (ctx) =>
        system.tenancy.createKey(ctx, { shop, kind, name: kind }),
      ),
    ).secret;
  const [server, browser] = [await keyOf("server"), await keyOf("browser")];
  await doors.tell(scene, {
    ...{ key: browser, historical: false },
    batch: town.flatMap((p) => seen(p, seal.now)),
  });
  for (let i = 0; i < town.length; i += 50)
    await doors.tell(scene, {
      ...{ key: server, historical: true },
      batch: town.slice(i, i + 50).flatMap((p) => told(p, seal.now)),
    });
}

export async function profilesOf({ system, place, town }: Scene): Promise<readonly ProfileId[]> {
  const userIds = town.flatMap((p) => [p.id, p.second]);
  const found = await system.asTenant(place.seal, (ctx) =>
    system.people.profilesOf(ctx, { shop: place.shop, userIds }),
  );
  return [...new Set(found.map(({ profile }) => profile))];
}

/** Everything that a shop does with its customers in a week. Gives the run of the first list of orders. */
export async function live(scene: Scene, tellOf: (line: string) => void): Promise<string> {
  const { system, place, town } = scene;
  const { seal, shop } = place;
  await doors.goods(scene);
  tellOf("lists and events");
  await doors.readIn(scene, doors.customersSheet(town));
  const first = await doors.readIn(scene, doors.ordersSheet(town, seal.now));
  await doors.readIn(scene, doors.again(town, seal.now));
  await doors.readIn(scene, doors.membersSheet(town));
  await tellAll(scene);
  await doors.send(scene, { ...doors.customersSheet(town), name: "还没导入.csv" });
  tellOf("agreements, messages, visits");
  const proof = `${town[0]?.name ?? ""} 填的表`;
  const agreed = { shop, channel: "all", proof, userIds: town.map(({ id }) => id) } as const;
  must(await system.asTenant(seal, (ctx) => system.reach.agreeAll(ctx, agreed)));
  const profiles = await profilesOf(scene);
  await doors.writeTo(scene, "inbox", profiles);
  await doors.writeTo(scene, "named-copy", profiles.slice(0, 30));
  for (const profile of profiles.slice(0, 12)) await doors.visit(scene, profile);
  const wish = { shop, channel: "sms", proof: `${town[0]?.phone ?? ""} 来电` } as const;
  for (const profile of profiles.slice(0, 5))
    must(await system.asTenant(seal, (ctx) => system.reach.optOut(ctx, { ...wish, profile })));
  for (const profile of profiles.slice(0, 9))
    must(await system.asTenant(seal, (ctx) => system.people.held(ctx, { shop, profile })));
  tellOf("tags, the look at the data");
  await system.asTenant(seal, (ctx) => system.people.measure(ctx, shop));
  while (await system.asTenant(seal, (ctx) => system.people.tagStep(ctx, shop)));
  await system.asTenant(seal, (ctx) => system.quality.due(ctx, shop));
  return first.id;
}

/** What comes back by itself: the same files, the same events, and a list taken back. */
export async function tellAgain(scene: Scene, firstRun: string): Promise<void> {
  const { system, place, town } = scene;
  const { seal, shop } = place;
  await doors.readIn(scene, doors.customersSheet(town));
  await doors.readIn(scene, doors.membersSheet(town));
  await doors.readIn(scene, doors.ordersSheet(town, seal.now));
  await tellAll(scene);
  await system.asTenant(seal, (ctx) => system.imports.undo(ctx, { shop, id: firstRun }));
  await system.imports.performUndo(seal, firstRun);
}
