import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "@zhongshu/kernel";
import type { ImportRun } from "@zhongshu/ledger/contract";
import { scratchFolder } from "@zhongshu/postgres";
import { placeOf } from "../../admin/place.ts";
import { rounded } from "../../figures.ts";
import { must, visiting } from "../../system.ts";
import { importOnce } from "./child.ts";
import { type Expected, writeSynthetic } from "./synthetic.ts";

type Stored = Pick<Expected, "orders" | "total" | "refunded"> & { readonly lines: number };

const stored = (sql: Sql): Promise<Stored> =>
  sql.one<Stored>(
    `select count(*) as orders, coalesce(sum(total), 0)::int8 as total, coalesce(sum(refunded), 0)::int8 as refunded,
            (select coalesce(sum(quantity * minor), 0)::int8 from orders.line) as lines
       from orders."order"`,
  );

/** What differs from what the file was made to hold, in words; "" when nothing does. */
function wrong({ counts }: ImportRun, found: Stored, expected: Expected): string {
  const told = { ...counts, total: found.total, refunded: found.refunded };
  const keys = ["rows", "accepted", "refused", "refunds", "orders", "total", "refunded"] as const;
  const differing = keys.filter((key) => told[key] !== expected[key]);
  const more = [
    ...(found.orders === expected.orders ? [] : [`${found.orders} orders stored`]),
    ...(found.lines === expected.total ? [] : [`lines of ${found.lines}`]),
    ...(counts.added === expected.accepted ? [] : [`${counts.added} rows added`]),
  ];
  return [...differing.map((key) => `${key} ${told[key]}, not ${expected[key]}`), ...more].join(
    "; ",
  );
}

type Asked = { readonly rows: number; readonly kills: number };

/**
 * A made-up export through the product's own command, killed with -9 so many times on the way and begun again; what is
 * stored in the end is compared with what the file was made to hold. Fails when anything differs.
 */
export async function syntheticBench({ rows, kills }: Asked): Promise<object> {
  const folder = await scratchFolder("bench-import");
  const [data, file] = [join(folder, "data"), join(folder, "orders.csv")];
  try {
    process.stderr.write(`${rows} rows are made up\n`);
    const expected = await writeSynthetic(file, rows);
    await visiting({ data, fresh: true }, async ({ system }) => {
      must(await placeOf(system, { org: "测量", shop: "测量", create: true }));
    });
    const began = performance.now();
    let [peak, early, killed] = [0, 0, 0];
    let run: ImportRun | null = null;
    for (let n = 1; run === null; n += 1) {
      const killAt = n <= kills ? Math.floor((rows * n) / (kills + 1)) : null;
      const ended = await importOnce({ data, file }, { rows, killAt });
      peak = Math.max(peak, ended.peak);
      early = Math.max(early, ended.early);
      if (ended.died) killed += 1;
      run = ended.run;
    }
    const seconds = rounded((performance.now() - began) / 1_000, 1);
    const found = await visiting({ data }, async ({ system }) => {
      const place = must(await placeOf(system, { org: "测量", shop: "测量", create: false }));
      return system.asTenant(place.seal, ({ sql }) => stored(sql));
    });
    const differs = wrong(run, found, expected);
    if (differs !== "" || killed !== kills)
      throw new Error(`Killed ${killed} times of ${kills}; ${differs}`);
    const { accepted, refused, orders } = run.counts;
    return {
      rows,
      seconds,
      rss_mb: peak,
      rss_mb_early: early,
      accepted,
      refused,
      orders,
      kills: killed,
      exact: true,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
