import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { type Bought, came, dueAgain, gather } from "@zhongshu/brain";
import { plusDays } from "@zhongshu/kernel";

type Row = { readonly profile: string; readonly product: string; readonly day: string };

/** One CSV record without line breaks inside: quoted fields, doubled quotes. */
const fields = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((m) =>
    (m[1] ?? "").replace(/^"|"$/g, "").replaceAll('""', '"'),
  );

// Codes of goods begin with five digits; postage, fees and vouchers do not.
const GOODS = /^\d{5}/;

async function* purchases(file: string): AsyncIterable<readonly Row[]> {
  const raw = createReadStream(file);
  const input = file.endsWith(".gz") ? raw.pipe(createGunzip()) : raw;
  let head: string[] | null = null;
  let page: Row[] = [];
  for await (const line of createInterface({ input })) {
    const row = fields(line);
    if (head === null) {
      head = row;
      continue;
    }
    const of = (name: string): string => row[head?.indexOf(name) ?? -1] ?? "";
    const bought = Number(of("Quantity")) > 0 && Number(of("UnitPrice")) >= 0;
    if (!bought || of("CustomerID") === "" || !GOODS.test(of("StockCode"))) continue;
    if (of("InvoiceNo").startsWith("C")) continue;
    page.push({ profile: of("CustomerID"), product: of("StockCode"), day: of("InvoiceDate").slice(0, 10) });
    if (page.length === 5_000) {
      yield page;
      page = [];
    }
  }
  yield page;
}

const lastOf = (bought: Bought): number => {
  let last = 0;
  for (const buyers of bought.values()) {
    for (const { days } of buyers) last = Math.max(last, days.at(-1) ?? 0);
  }
  return last;
};

type Tally = { predicted: number; observed: number; inside: number; cases: number; dates: number; silent: number };

function score(bought: Bought, dates: readonly number[], line: (text: string) => void): Tally {
  const t: Tally = { predicted: 0, observed: 0, inside: 0, cases: 0, dates: 0, silent: 0 };
  for (const at of dates) {
    const found = dueAgain(bought, at);
    const day = plusDays("1970-01-01", at);
    if (found === null) continue;
    const here = { cases: 0, predicted: 0, observed: 0, inside: 0 };
    for (const candidate of found.candidates) {
      if (candidate.expected === null) {
        t.silent += 1;
        continue;
      }
      const observed = came(bought, candidate, at);
      const { buyers, low, high } = candidate.expected;
      here.cases += 1;
      here.predicted += buyers;
      here.observed += observed;
      here.inside += observed >= low && observed <= high ? 1 : 0;
    }
    line(`${day}: ${JSON.stringify(here)} correction ${found.record.correction.toFixed(2)} excess ${found.record.excess.toFixed(3)}`);
    t.dates += here.cases > 0 ? 1 : 0;
    for (const key of ["cases", "predicted", "observed", "inside"] as const) t[key] += here[key];
  }
  return t;
}

/** `eval due`: predictions of past mornings against what then happened; one JSON line last. */
export async function evalDue(argv: readonly string[], { line }: { line(text: string): void }): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: { data: { type: "string" }, file: { type: "string" }, dates: { type: "string", default: "12" } },
  });
  const files = values.data
    ? (await readdir(values.data)).filter((f) => /\.csv(\.gz)?$/.test(f)).map((f) => join(values.data ?? "", f))
    : [values.file ?? ""];
  if (files[0] === "" || files[0] === undefined) throw new Error("Give --data DIR or --file FILE");
  const bought = await gather(purchases(files[0]));
  const last = lastOf(bought);
  const dates = Array.from({ length: Number(values.dates) }, (_, i) => last - 7 * (i + 1)).toReversed();
  const t = score(bought, dates, line);
  line(
    JSON.stringify({
      dates: t.dates,
      cases: t.cases,
      predicted: Math.round(t.predicted),
      observed: t.observed,
      ratio: t.observed / t.predicted,
      coverage80: t.inside / t.cases,
      silent: t.silent,
    }),
  );
  return 0;
}
