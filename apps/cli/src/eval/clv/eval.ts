import { parseArgs } from "node:util";
import type { BusinessDay } from "@zhongshu/kernel";
import { type BgNbd, type Buying, fitBgNbd, purchasesExpected } from "@zhongshu/numerics";
import { rounded } from "../../figures.ts";
import { type Bought, boughtIn, buyingBy, dayOf, weeksBetween } from "./bought.ts";

/** The weeks after `until` that a later file tells of, and how far off the law is in them, a customer. */
function missed(
  { later, until }: { readonly later: Bought; readonly until: BusinessDay },
  customers: ReadonlyMap<string, Buying>,
  law: BgNbd,
) {
  const days = [...later.values()].flatMap((of) => [...of.keys()]);
  const weeks = Math.max(0, ...days.map((day) => weeksBetween(until, day)));
  let off = 0;
  let [foretold, came] = [0, 0];
  for (const [id, buying] of customers) {
    const seen = [...(later.get(id)?.keys() ?? [])].filter((day) => day > until).length;
    const expected = purchasesExpected(buying, law, weeks);
    off += Math.abs(expected - seen);
    foretold += expected;
    came += seen;
  }
  return {
    mae: rounded(off / customers.size),
    ...{ weeks: rounded(weeks, 2), foretold: rounded(foretold, 1), came },
  };
}

/**
 * `eval clv --train FILE [--test FILE]`: BG/NBD on purchases up to a day, in weeks, by maximum likelihood; and how far off its
 * counts of later purchases are, if a file tells them.
 */
export async function evalClv(argv: readonly string[]): Promise<object> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      train: { type: "string" },
      test: { type: "string" },
      until: { type: "string", default: "1997-09-30" },
    },
  });
  if (values.train === undefined)
    throw new Error("用法 eval clv --train FILE [--test FILE] [--until 1997-09-30]");
  const until = dayOf(values.until);
  const customers = new Map(
    [...(await boughtIn(values.train))].flatMap(([id, days]) => {
      const buying = buyingBy(days, until);
      return buying ? [[id, buying] as const] : [];
    }),
  );
  const law = fitBgNbd([...customers.values()]);
  if (law === null)
    throw new Error(
      `${until} 之前没有人买过第二次 Nobody bought a second time before; choose another day with --until.`,
    );
  const later = values.test === undefined ? null : await boughtIn(values.test);
  return {
    customers: customers.size,
    ...{ r: rounded(law.r), alpha: rounded(law.alpha), a: rounded(law.a), b: rounded(law.b) },
    log_likelihood: rounded(law.logLikelihood, 2),
    mae: null,
    ...(later && missed({ later, until }, customers, law)),
  };
}
