import {
  type BusinessDay,
  type Ctx,
  DAY,
  endOf,
  err,
  ok,
  plusDays,
  type Refusal,
  type Result,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import type { Against, FigureRows, Figures } from "../contract.ts";
import type { InsightPorts } from "../ports.ts";
import { badStretch, notAllowed } from "../refusals.ts";
import { type Document, documentsOf, type Others, othersOf } from "./basis.ts";
import {
  DIMENSIONS,
  type Dimension,
  type Facts,
  partsOf,
  selected,
  type Where,
  within,
} from "./facts.ts";
import { gather, type Known } from "./gather.ts";
import { type Figure, measure, measureAll } from "./measure.ts";
import type { MetricId } from "./metrics.ts";

type Days = { readonly from: BusinessDay; readonly until: BusinessDay };

export type Selection = Days & {
  readonly shop: ShopId;
  /** Others besides it. */
  readonly shops: readonly ShopId[];
  readonly against: Against;
  readonly currency: string | null;
  /** One of the shops, as a place to look at. */
  readonly of?: string;
} & Omit<Where, "shop">;
export type FiguresAsked = Selection & { readonly by: Dimension | null };
export type FigureAsked = Selection & { readonly metric: MetricId };
export type FigureRowsAsked = FigureAsked & {
  readonly after: number;
  readonly limit: number;
};

const lengthOf = ({ from, until }: Days): number => (endOf(until) - startOf(from)) / DAY;

/** The stretch to compare with: as many days right before, or the same days a year (52 weeks) ago. */
export function comparedWith(days: Days, against: Against): Days | null {
  if (against === "none") return null;
  const back = against === "year" ? 364 : lengthOf(days);
  return { from: plusDays(days.from, -back), until: plusDays(days.until, -back) };
}

const wheres = ({ of, shop: _, ...asked }: Selection): Where => ({
  ...asked,
  ...(of === undefined ? {} : { shop: of }),
});
/** What the facts are parted by before anything is measured. */
const partedBy = (where: Where): readonly Dimension[] =>
  DIMENSIONS.filter((dimension) => where[dimension] !== undefined);

async function known(
  ctx: Ctx,
  ports: InsightPorts,
  asked: Selection,
  days: Days,
): Promise<Known & { readonly returnMs: number }> {
  const { returnMs } = await ports.reach.policyOf(ctx);
  const shops = [...new Set([asked.shop, ...asked.shops])];
  const stretch = { from: startOf(days.from), until: endOf(days.until), asOf: ctx.now };
  const { currency } = asked;
  const found = await gather(ctx, ports, { ...stretch, shops, currency, returnMs });
  const keep = selected(wheres(asked));
  return {
    ...{ ...found, returnMs },
    ...{ facts: within(found.facts, keep), foreign: found.foreign.filter(keep) },
  };
}

function refused(ctx: Ctx, asked: Selection): Refusal | null {
  const shops = [asked.shop, ...asked.shops];
  if (!shops.every((shop) => ctx.can("orders.read", shop))) return notAllowed;
  const long = lengthOf(asked);
  const begun = startOf(asked.from) <= ctx.now;
  return long >= 1 && long <= 366 && begun ? null : badStretch;
}

const valuesOf = (figures: readonly Figure[]): Record<string, number | null> =>
  Object.fromEntries(figures.map(({ metric, value }) => [metric, value]));

/** A day of the stretch compared with, as the day of this one that it stands beside. */
const beside =
  (by: Dimension, days: Days, before: Days | null) =>
  (key: string): string =>
    before === null || by !== "day" || key === ""
      ? key
      : plusDays(key, (startOf(days.from) - startOf(before.from)) / DAY);

function nameOf(by: Dimension, known: readonly (Known | null)[], key: string): string {
  for (const one of known) {
    if (one === null) continue;
    const { facts, names } = one;
    if (by === "community") return names.get(key) ?? key;
    if (by !== "product" && by !== "sku") return key;
    const place = [...facts.bought, ...facts.skus, ...facts.earned].find((it) => it[by] === key);
    if (place !== undefined) return place.title;
  }
  return key;
}

/** Whether there is anything to tell of a value: stock and listings are of no community and of no day. */
function isSpokenOf(by: Dimension, key: string, facts: Facts | null): boolean {
  if (facts === null || (by === "day" && key === "")) return false;
  const { bought, earned, unruled, views, skus, launches, reviews } = facts;
  const sold = bought.length + earned.length + unruled.length + views.length;
  const parted = by === "community" || by === "day";
  return sold + (parted ? 0 : skus.length + launches.length + reviews.length) > 0;
}
const inOrder = (a: string, b: string): number => (a < b ? -1 : 1);

type Both = { readonly asked: FiguresAsked; readonly now: Known; readonly before: Known | null };
const GROUPS = 100;

/** One row for each value of the dimension, with the same of the stretch compared with. */
function groupsOf({ asked, now, before }: Both): Pick<Figures, "groups" | "groupsLeft"> {
  const { by } = asked;
  if (by === null) return { groups: [], groupsLeft: 0 };
  const dimensions = [...partedBy(wheres(asked)), by];
  const shift = beside(by, asked, comparedWith(asked, asked.against));
  const past = new Map(
    before === null ? [] : [...partsOf(before.facts, by)].map(([key, part]) => [shift(key), part]),
  );
  const present = partsOf(now.facts, by);
  const nothing = within(now.facts, () => false);
  const all = [...new Set([...present.keys(), ...past.keys()])]
    .map((key) => ({ key, facts: present.get(key) ?? nothing, before: past.get(key) ?? null }))
    .filter((one) => [one.facts, one.before].some((facts) => isSpokenOf(by, one.key, facts)));
  const of = (facts: Facts) => valuesOf(measureAll(facts, dimensions));
  const salesOf = (facts: Facts): number => facts.bought.reduce((sum, { net }) => sum + net, 0);
  const keys = all.toSorted((a, b) =>
    by === "day"
      ? inOrder(a.key, b.key)
      : salesOf(b.facts) - salesOf(a.facts) || inOrder(a.key, b.key),
  );
  const shown = by === "day" ? keys : keys.slice(0, GROUPS);
  const groups = shown.map(({ key, facts, before: earlier }) => ({
    ...{ key, name: nameOf(by, [now, before], key), values: of(facts) },
    before: before === null ? null : of(earlier ?? nothing),
  }));
  return { groups, groupsLeft: keys.length - shown.length };
}

/** Every figure of a stretch, of the one compared with, and by one dimension. */
export async function figures(
  ctx: Ctx,
  ports: InsightPorts,
  asked: FiguresAsked,
): Promise<Result<Figures, Refusal>> {
  const refusal = refused(ctx, asked);
  if (refusal !== null) return err(refusal);
  const now = await known(ctx, ports, asked, asked);
  const days = comparedWith(asked, asked.against);
  const { currency } = now;
  const before = days === null ? null : await known(ctx, ports, { ...asked, currency }, days);
  const where = partedBy(wheres(asked));
  return ok({
    now: { from: asked.from, until: asked.until },
    ...{ before: days, currency, foreign: now.foreign.length, ...groupsOf({ asked, now, before }) },
    provisional: ctx.now < endOf(asked.until) + now.returnMs,
    figures: [...measureAll(now.facts, where)],
    figuresBefore: before === null ? null : [...measureAll(before.facts, where)],
  });
}

/** A figure with the rows that it is made of, and the facts that they were found among. */
async function measured(ctx: Ctx, ports: InsightPorts, asked: FigureAsked) {
  const refusal = refused(ctx, asked);
  if (refusal !== null) return err(refusal);
  const { facts, currency } = await known(ctx, ports, asked, asked);
  const by = partedBy(wheres(asked));
  return ok({ facts, currency, ...measure(facts, { metric: asked.metric, by }) });
}

/** The rows that one figure is made of: the latest and the largest first. */
export async function figureRows(
  ctx: Ctx,
  ports: InsightPorts,
  asked: FigureRowsAsked,
): Promise<Result<FigureRows, Refusal>> {
  const found = await measured(ctx, ports, asked);
  if (!found.ok) return found;
  const { figure, currency, rows } = found.value;
  const sorted = rows.toSorted(
    (a, b) => (b.at ?? 0) - (a.at ?? 0) || b.top - a.top || (a.id < b.id ? -1 : 1),
  );
  const end = asked.after + asked.limit;
  const next = end < sorted.length ? String(end) : null;
  return ok({ figure, currency, rows: sorted.slice(asked.after, end), next });
}

/** So many documents are looked up; of more, the newest. */
const MOST_DOCUMENTS = 20_000;

export type FigureBasis = {
  readonly documents: readonly Document[];
  readonly left: number;
  readonly others: Others | null;
};

/** What a figure rests on in the shop itself, as the rows that it opens to are found. */
export async function figureBasis(
  ctx: Ctx,
  ports: InsightPorts,
  asked: FigureAsked,
): Promise<Result<FigureBasis, Refusal>> {
  const found = await measured(ctx, ports, asked);
  if (!found.ok) return found;
  const { facts, rows } = found.value;
  const all = documentsOf(asked, facts, rows);
  const documents = all.slice(0, MOST_DOCUMENTS);
  return ok({ documents, left: all.length - documents.length, others: othersOf(asked.metric) });
}
