import { existsSync } from "node:fs";
import { dueAgain, gather } from "@zhongshu/brain";
import { expect, test } from "vitest";
import { purchases } from "./csv.ts";

const FILE = "../shared/data/retail-uci/transactions_2010-12_to_2011-09.csv.gz";
const here = existsSync(FILE);
if (!here) process.stderr.write(`SKIPPED: no ${FILE}; truncation is tested on made orders only\n`);

test.skipIf(!here)(
  "BR9 on real orders too, whatever came after the day changes nothing",
  { timeout: 120_000 },
  async () => {
    const bought = await gather(purchases(FILE));
    const day = Math.round(Date.parse("2011-07-31T00:00:00Z") / 86_400_000);
    async function* before() {
      for await (const page of purchases(FILE)) yield page.filter((row) => row.day <= "2011-07-31");
    }
    // Dates of the product are instants of Shanghai: the day numbered here is the day before by UTC.
    const cut = await gather(before());
    const whole = dueAgain(bought, day - 1);
    expect(whole?.candidates.length).toBeGreaterThan(3);
    expect(dueAgain(cut, day - 1)).toEqual(whole);
  },
);
