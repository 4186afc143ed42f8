import type { Evidence } from "@zhongshu/cards";
import {
  type Ctx,
  err,
  type Instant,
  ok,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { Past } from "../learn/past.ts";
import type { BrainPorts, Check, Opened } from "../ports.ts";
import { NO_EVIDENCE } from "../show/refusals.ts";
import type { ArmName } from "./facts.ts";

const column = (key: string, zh: string, en: string): Opened["columns"][number] => ({
  key,
  label: { zh, en },
});
const COLUMNS = [
  column("at", "时间", "When"),
  column("planned", "安排发", "To be written to"),
  column("bought", "买了", "Bought"),
  column("left", "先不发", "Left out"),
  column("boughtAnyway", "买了", "Bought"),
  column("title", "商品", "Product"),
  column("way", "方式", "How"),
  column("state", "结果", "Result"),
  column("whose", "店铺", "Shop"),
];
const ROWS = 200;

const sumOf = (arm: ArmName, what: "people" | "buyers"): string => `
       (select sum((c->>'${what}')::int) from jsonb_array_elements(o.body->'clusters') c where c->>'arm' = '${arm}')`;
const figure = (side: "treated" | "heldOut", arm: ArmName, what: "people" | "buyers"): string =>
  `coalesce((o.body->'arms'->'${side}'->>'${what}')::int, ${sumOf(arm, what)})::int`;

// The same executions with the last result that was kept of each by then.
const KEPT = `
select t.at, t.product, t.way, ${figure("treated", "treated", "people")} as planned,
       ${figure("treated", "treated", "buyers")} as bought, ${figure("heldOut", "held-out", "people")} as "left",
       ${figure("heldOut", "held-out", "buyers")} as "boughtAnyway", o.state
  from brain.tap t
 cross join lateral (
       select state, body from brain.outcome r
        where r.tenant = t.tenant and r.execution = t.execution and r.as_of <= to_timestamp($2 / 1000.0)
        order by r.as_of desc limit 1) o
 where t.execution = any($1::uuid[]) order by t.at desc, t.execution`.trim();

const checkOf = (of: readonly Past[], asOf: Instant): Check => ({
  sql: KEPT,
  values: [of.map(({ execution }) => execution), asOf],
});

/** What the worth of a card was believed by. */
export const worthCheck = (of: readonly Past[], asOf: Instant): Evidence => ({
  key: "worth",
  title: {
    zh: "“发这一次多赚”照的是以前哪几次",
    en: "The earlier results that “what sending it adds” rests on",
  },
  figure: { zh: `${of.length} 次`, en: `${of.length} executions` },
  check: checkOf(of, asOf),
});

/** Both sides of one execution, as they stand in what was put together. */
function sidesOf({ result: { arms, clusters } }: Past) {
  const sum = (arm: ArmName, what: "people" | "buyers"): number =>
    clusters.reduce((n, one) => n + (one.arm === arm ? one[what] : 0), 0);
  const treated = arms?.treated ?? {
    ...{ people: sum("treated", "people"), buyers: sum("treated", "buyers") },
  };
  const heldOut = arms?.heldOut ?? {
    ...{ people: sum("held-out", "people"), buyers: sum("held-out", "buyers") },
  };
  return {
    ...{ planned: treated.people, bought: treated.buyers },
    ...{ left: heldOut.people, boughtAnyway: heldOut.buyers },
  };
}

type Pooled = {
  readonly shop: ShopId;
  readonly of: readonly Past[];
  /** Nothing that was kept later is among them. */
  readonly asOf: Instant;
};

/** The executions that were put together. Of another shop only its sums are told to who may not read its cards. */
export async function pooledRows(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, of, asOf }: Pooled,
): Promise<Result<Opened, Refusal>> {
  if (of.length === 0) return err(NO_EVIDENCE);
  const titles = new Map<string, string>();
  const readable = new Set(of.map((one) => one.shop).filter((one) => ctx.can("cards.read", one)));
  for (const each of readable)
    for (const { product, title } of await ports.goods.titles(ctx, { shop: each, at: ctx.now }))
      titles.set(`${each} ${product}`, title);
  const rows = of
    .toSorted((a, b) => b.at - a.at)
    .map((one) => ({
      ...{ at: one.at, way: one.way, state: one.state, ...sidesOf(one) },
      title: readable.has(one.shop)
        ? (titles.get(`${one.shop} ${one.product}`) ?? one.product)
        : null,
      whose: one.shop === shop ? "own" : "other",
    }));
  const ownOnly = rows.every(({ whose }) => whose === "own");
  const columns = COLUMNS.filter(({ key }) => key !== "whose" || !ownOnly);
  return ok({ check: checkOf(of, asOf), columns, rows: rows.slice(0, ROWS), total: rows.length });
}
