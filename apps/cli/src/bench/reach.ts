import { rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { DAY, iso, type ProfileId } from "@zhongshu/kernel";
import { seeded } from "@zhongshu/numerics";
import { scratchFolder } from "@zhongshu/postgres";
import type { System } from "@zhongshu/server";
import { type Place, placeOf } from "../admin/place.ts";
import { whole } from "../figures.ts";
import { must, visiting } from "../system.ts";
import { gather, PRODUCT } from "./reach/crowd.ts";

/** What earlier weeks left behind: of a hundred customers 92 agreed, 4 opted out, and most were written to lately. */
const AGREED = 0.92;
const OPTED_OUT = 0.04;
const SLOTS = 3;
const MONTH = 30 * DAY;

async function past({ asTenant }: System, place: Place, profiles: readonly ProfileId[]) {
  const { seal, shop } = place;
  const random = seeded(3);
  const slots = profiles.flatMap((subject) =>
    Array.from({ length: Math.floor(random() * (SLOTS + 1)) }, () => ({
      subject,
      at: iso(seal.now - Math.floor(random() * MONTH)),
      ghost: random() < 0.1,
    })),
  );
  await asTenant(seal, async ({ sql }) => {
    await sql.run(
      `insert into reach.slot (shop, subject, at, channel, kind, ghost, execution)
       select $1, s.subject, s.at, 'app', 'optional', s.ghost, $1
       from unnest($2::uuid[], $3::timestamptz[], $4::bool[]) as s(subject, at, ghost)
       on conflict do nothing`,
      [shop, slots.map((s) => s.subject), slots.map((s) => s.at), slots.map((s) => s.ghost)],
    );
    await sql.run(
      `insert into reach.opt_out (shop, profile, channel, at, proof)
       select $1, p, 'all', $3::timestamptz, '页面' from unnest($2::uuid[]) as p`,
      [shop, profiles.filter(() => random() < OPTED_OUT), iso(seal.now - DAY)],
    );
  });
}

type Run = { readonly seconds: number; readonly batches: readonly number[] };

async function run(system: System, place: Place, persons: readonly ProfileId[]): Promise<Run> {
  const { seal, shop } = place;
  const quiet = { shop, chosen: { quiet: null } };
  must(await system.asTenant(seal, (ctx) => system.reach.setPolicy(ctx, quiet)));
  const plan = {
    ...{
      shop,
      key: "bench",
      card: null,
      play: "due-again",
      title: "该补货了",
      way: "inbox" as const,
    },
    ...PRODUCT,
    ...{
      style: "warm",
      template: `{{title:${PRODUCT.product}}}，到手价 {{price:${PRODUCT.sku}}}。`,
    },
    ...{ to: { persons }, holdOut: 0.2, windowMs: 7 * DAY, returnMs: 7 * DAY },
  };
  const batches: number[] = [];
  const began = performance.now();
  const tapped = { ...seal, now: Date.now() };
  const { id } = must(await system.asTenant(tapped, (ctx) => system.reach.execute(ctx, plan)));
  process.stderr.write(`tapped: ${((performance.now() - began) / 1_000).toFixed(2)} s\n`);
  while ((await system.reach.runDue({ took: ({ ms }) => batches.push(ms) })) > 0);
  const seconds = (performance.now() - began) / 1_000;
  const one = { shop, execution: id };
  const done = must(await system.asTenant(seal, (ctx) => system.reach.execution(ctx, one)));
  process.stderr.write(`${JSON.stringify({ state: done.state, ...done.counts })}\n`);
  if (done.state !== "done") throw new Error(`The execution is ${done.state}`);
  return { seconds, batches };
}

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(q * values.length) - 1] ?? Number.NaN;

/**
 * One execution through gate and inbox on a fresh database of its own, as it is kept on disk: `per_s` counts from the
 * tap, with everybody stored and drawn, to the last commit; `p99_ms` is the 99th of a hundred transactions of the
 * worker, each of which decides and writes for up to a thousand persons; `rss_mb` the largest this process has been.
 */
export async function reachBench(args: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...args],
    options: { recipients: { type: "string", default: "100000" } },
  });
  const recipients = whole("recipients", values.recipients);
  const data = await scratchFolder("bench");
  try {
    return await visiting({ data, fresh: true }, async ({ system }) => {
      const place = must(await placeOf(system, { org: "测量", shop: "测量", create: true }));
      process.stderr.write(`${recipients} customers come in …\n`);
      const people = await gather(system, place, { people: recipients, agreed: AGREED });
      await past(system, place, people);
      const { seconds, batches } = await run(system, place, people);
      return {
        recipients,
        per_s: Math.round(recipients / seconds),
        p99_ms: Math.round(quantile(batches, 0.99)),
        rss_mb: Math.round(process.resourceUsage().maxRSS / 1024),
      };
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}
