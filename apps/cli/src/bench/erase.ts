import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { DAY, iso } from "@zhongshu/kernel";
import { scratchFolder } from "@zhongshu/postgres";
import type { System } from "@zhongshu/server";
import { type Place, placeOf } from "../admin/place.ts";
import { whole } from "../figures.ts";
import { must, visiting } from "../system.ts";

// Others' events, as a shop has them: mostly looks, every tenth an order with its payment.
const EVENTS = `
insert into ledger.event (shop, message_id, type, version, user_id, profile, at, received_at, properties)
select $1, 'bench-' || i, case i % 10 when 0 then 'order_placed' when 1 then 'order_paid' else 'product_viewed' end, 1,
  'user-' || who, md5('person ' || who)::uuid, $4::timestamptz - interval '1 minute' * (i % 400000), $4::timestamptz,
  case i % 10
    when 0 then jsonb_build_object('source', 'shop', 'number', 'E' || i, 'first', true, 'leader', 'leader-' || i % 50,
      'note', '请放门口，谢谢', 'lines', jsonb_build_array(jsonb_build_object('ordinal', 1, 'sku', 'S' || i % 900,
        'product', 'P' || i % 300, 'title', '有机胚芽米粉 ' || i % 300, 'category', '辅食', 'quantity', 1,
        'unitPrice', jsonb_build_object('minor', 4990, 'currency', 'CNY'), 'kind', 'goods')))
    when 1 then jsonb_build_object('source', 'shop', 'number', 'E' || (i - 1),
      'amount', jsonb_build_object('minor', 4990, 'currency', 'CNY'))
    else jsonb_build_object('product', 'P' || i % 300, 'category', '辅食', 'url', '/p/' || i % 300 || '?from=share')
  end
from (select i, abs(hashint8extended(i, 1)) % 100000 as who from generate_series($2::int, $3::int) i) each`;
const ORDERS = `
insert into orders."order" (shop, source, number, profile, customer, at, currency, total, goods, goods_lines, leader, note)
select shop, 'shop', properties ->> 'number', profile, user_id, at, 'CNY', 4990, 4990, 1, properties ->> 'leader',
  properties ->> 'note'
from ledger.event where shop = $1 and type = 'order_placed'`;
const PAYMENTS = `
insert into orders.payment (shop, message_id, source, number, at, minor, currency)
select shop, message_id, 'shop', properties ->> 'number', at, 4990, 'CNY'
from ledger.event where shop = $1 and type = 'order_paid'`;
const AUDIT = `
insert into tenancy.audit (id, shop, at, actor_kind, actor_id, actor_name, action, subject, detail)
select gen_random_uuid(), $1, $2::timestamptz, 'member', 'm', '小满', 'goods.changed', 'P' || i, jsonb_build_object('n', i)
from generate_series(1, $3::int) i`;

const PART = 100_000;
const OF_AUDIT = 20_000;

async function fill({ asTenant }: System, { seal, shop }: Place, events: number): Promise<void> {
  const at = iso(seal.now);
  for (let from = 1; from <= events; from += PART)
    await asTenant(seal, ({ sql }) =>
      sql.run(EVENTS, [shop, from, Math.min(events, from + PART - 1), at]),
    );
  await asTenant(seal, async ({ sql }) => {
    await sql.run(ORDERS, [shop]);
    await sql.run(PAYMENTS, [shop]);
    await sql.run(AUDIT, [shop, at, OF_AUDIT]);
  });
}

/** Somebody who looks about, buys, and is told of by a list. */
async function come({ asTenant, ledger }: System, place: Place, nth: number): Promise<string> {
  const { seal, shop } = place;
  const userId = `erased-${nth}`;
  const told = (n: number, type: string, properties: Readonly<Record<string, unknown>>) => ({
    ...{ tenant: seal.tenant, shop, messageId: `${userId}-${n}`, anonymousId: `browser-${nth}` },
    ...{ userId, type, version: 1, at: seal.now - DAY, receivedAt: seal.now, properties },
  });
  const traits = { name: `王小明${nth}`, phone: `1390000${1_000 + nth}` };
  const looks = Array.from({ length: 50 }, (_, i) =>
    told(10 + i, "product_viewed", { product: `P${i}`, category: "辅食" }),
  );
  const events = [told(1, "identified", { traits }), ...looks];
  await asTenant(seal, (ctx) => ledger.append(ctx, events));
  return userId;
}

type Times = { readonly erase: number; readonly intake: number };

/** The longest that an event of somebody else waits to be stored, until `over`. */
async function waits(system: System, place: Place, nth: number, over: Promise<unknown>) {
  const { seal, shop } = place;
  const state: { over: boolean } = { over: false };
  const ended = over.finally(() => {
    state.over = true;
  });
  let longest = 0;
  for (let n = 0; !state.over; n++) {
    const event = {
      ...{ tenant: seal.tenant, shop, messageId: `probe-${nth}-${n}`, anonymousId: `probe-${nth}` },
      ...{ userId: null, type: "product_viewed", version: 1, at: seal.now, receivedAt: seal.now },
      properties: { product: "P1", category: "辅食" },
    };
    const began = performance.now();
    await system.asTenant(seal, (ctx) => system.ledger.append(ctx, [event]));
    longest = Math.max(longest, performance.now() - began);
    await pause(20);
  }
  await ended;
  return longest;
}

async function erased(system: System, place: Place, nth: number): Promise<Times> {
  const { seal, shop } = place;
  const userIds = [await come(system, place, nth)];
  const within = system.asTenant;
  const [who] = await within(seal, (ctx) => system.people.profilesOf(ctx, { shop, userIds }));
  if (who === undefined) throw new Error("Nobody came");
  const { profile } = who;
  must(await within(seal, (ctx) => system.people.askErasure(ctx, { shop, profile })));
  const began = performance.now();
  const erasing = within(system.keeper(seal.tenant), (ctx) => system.people.eraseStep(ctx)).then(
    () => performance.now() - began,
  );
  const intake = await waits(system, place, nth, erasing);
  return { erase: await erasing, intake };
}

/** How long it takes to erase one person of a shop with so many events, and how long others' events wait for it. */
export async function eraseBench(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: "string", default: "1000000" },
      persons: { type: "string", default: "5" },
    },
  });
  const [events, persons] = [whole("events", values.events), whole("persons", values.persons)];
  const data = await scratchFolder("bench");
  try {
    return await visiting({ data, fresh: true }, async ({ system }) => {
      const place = must(await placeOf(system, { org: "测量", shop: "测量", create: true }));
      process.stderr.write(`${events} events come in …\n`);
      await fill(system, place, events);
      const each: Times[] = [];
      for (let n = 1; n <= persons; n++) {
        const times = await erased(system, place, n);
        process.stderr.write(
          `person ${n}: ${Math.round(times.erase)} ms, an event waited ${Math.round(times.intake)}\n`,
        );
        each.push(times);
      }
      const most = (of: keyof Times) => Math.round(Math.max(...each.map((times) => times[of])));
      return { events, persons, erase_max_ms: most("erase"), intake_wait_max_ms: most("intake") };
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
