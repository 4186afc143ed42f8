import { businessDay, type Ctx, DAY, type Instant, type Rate, type ShopId } from "@zhongshu/kernel";
import { net, stageOf, takenBack } from "../commission/earning.ts";
import { knownAt } from "../commission/life.ts";
import { usualCurrency } from "../currency.ts";
import type { InsightPorts, SoldLine } from "../ports.ts";
import { leadings, teamShares } from "../team/store.ts";
import { everBelow, levelOf, shareAt } from "../team/team.ts";
import type { Bought, Earned, Facts, Place } from "./facts.ts";
import { type Trade, tradeOf } from "./trade.ts";

/** From the first instant up to the one after the last; nothing after `asOf` is known. */
export type Stretch = { readonly from: Instant; readonly until: Instant; readonly asOf: Instant };
type When = Stretch & { readonly shop: ShopId; readonly returnMs: number };

function placeOf(line: SoldLine, trade: Trade) {
  const { profile, source, number, ordinal, at, product, sku, title, category, community } = line;
  const day = businessDay(at);
  const place = trade.place({ product, sku, at, category, community, day });
  return { ...place, sku, day, profile, source, number, ordinal, at, title };
}

const untilThen = (line: SoldLine, asOf: Instant): number =>
  line.taken.reduce((sum, part) => sum + (part.at <= asOf ? part.minor : 0), 0);

/** A piece is back once its whole price is. */
const piecesBack = (quantity: number, minor: number, refunded: number): number =>
  minor === 0 ? 0 : Math.floor((refunded * quantity) / minor);

function boughtOf(line: SoldLine, trade: Trade, asOf: Instant): Bought {
  const refunded = untilThen(line, asOf);
  return {
    ...placeOf(line, trade),
    ...trade.priced(line),
    kept: line.quantity - piecesBack(line.quantity, line.minor, refunded),
    net: line.minor - refunded,
    refunded,
  };
}

type Share = { readonly rate: Rate; readonly level: Earned["level"] };
const NOTHING = { estimated: 0, pending: 0, settled: 0, clawedBack: 0 };

function earnedOf(line: SoldLine, trade: Trade, { rate, level }: Share, when: When): Earned | null {
  const known = knownAt(line, rate, when.asOf);
  const stage = known === null ? "lapsed" : stageOf(known, when);
  if (known === null || stage === "lapsed") return null;
  const { shop } = when;
  const clawedBack = takenBack(known);
  return { ...placeOf(line, trade), ...NOTHING, shop, level, clawedBack, [stage]: net(known) };
}

type Sold = {
  readonly line: SoldLine;
  readonly bought: Bought | null;
  readonly earned: Earned | null;
  readonly ruled: boolean;
};

async function sales(ctx: Ctx, ports: InsightPorts, trade: Trade, when: When): Promise<Sold[]> {
  const { shop, from, until, asOf } = when;
  const found: Sold[] = [];
  const asked = { shop, from, until, since: null, asOf };
  for await (const lines of ports.orders.histories(ctx, asked)) {
    const rules = await ports.goods.rulesOn(ctx, { shop, lines });
    for (const [i, line] of lines.entries()) {
      const known = knownAt(line, null, asOf);
      if (known === null) continue;
      const rate = rules[i] ?? null;
      found.push({
        line,
        bought: known.paid === "no" ? null : boughtOf(line, trade, asOf),
        earned: rate && earnedOf(line, trade, { rate, level: 0 }, when),
        ruled: rate !== null,
      });
    }
  }
  return found;
}

const foreignTo =
  (currency: string) =>
  ({ line }: { readonly line: SoldLine }) =>
    line.currency !== currency;

/** Reads each shop's book once, and only when it is asked for. */
function tradesOf(ctx: Ctx, ports: InsightPorts, asOf: Instant) {
  const known = new Map<ShopId, Promise<Trade>>();
  const read = async (shop: ShopId): Promise<Trade> =>
    tradeOf(
      shop,
      await ports.goods.bookOf(ctx, { shop, at: asOf }),
      await ports.reach.communityNames(ctx, shop),
    );
  return (shop: ShopId): Promise<Trade> => {
    const found = known.get(shop) ?? read(shop);
    known.set(shop, found);
    return found;
  };
}
type Trades = ReturnType<typeof tradesOf>;

type Team = Awaited<ReturnType<typeof teamOf>>;
const teamOf = async (ctx: Ctx) => ({
  leadings: await leadings(ctx),
  shares: await teamShares(ctx),
});

/** What the shop earns through the shops that it leads, at each sale's own instant. */
async function ofTeam(ctx: Ctx, ports: InsightPorts, around: Around, when: When) {
  const { team, trades } = around;
  const { shop, from, until, asOf } = when;
  const found: { line: SoldLine; earned: Earned | null }[] = [];
  for (const below of everBelow(team.leadings, shop)) {
    const trade = await trades(below);
    const asked = { shop: below, from, until, since: null, asOf };
    for await (const lines of ports.orders.histories(ctx, asked))
      for (const line of lines) {
        const level = levelOf(team.leadings, { shop: below, earner: shop, at: line.at });
        const share = level === null ? null : shareAt(team.shares, level, line.at);
        if (level === null || share === null) continue;
        found.push({
          line,
          earned: earnedOf(line, trade, { rate: { bp: share.bp }, level }, when),
        });
      }
  }
  return found;
}
type Around = { readonly team: Team; readonly trades: Trades };

const firstOf = ({ book }: Trade): ReadonlyMap<string, Instant> =>
  new Map(book.launches.map(({ product, at }) => [product, at]));

async function skusOf(ctx: Ctx, ports: InsightPorts, trade: Trade, when: When) {
  const { shop, from, until, asOf } = when;
  const end = Math.min(until - 1, asOf);
  const at = async (instant: Instant) =>
    new Map(
      (await ports.goods.stocksAt(ctx, { shop, at: instant })).map(({ sku, stock }) => [
        sku,
        stock,
      ]),
    );
  const [opening, closing] = [await at(from), await at(end)];
  const first = firstOf(trade);
  return trade.book.skus
    .filter(
      ({ product, at: known }) =>
        known <= end && (first.get(product) ?? Number.POSITIVE_INFINITY) <= end,
    )
    .map(({ sku, product }) => ({
      ...trade.place({ product, sku, at: end }),
      ...{ sku, title: trade.title(product) },
      ...{ opening: opening.get(sku) ?? null, closing: closing.get(sku) ?? null },
    }));
}

const during =
  ({ from, until, asOf }: Stretch) =>
  ({ at }: { readonly at: Instant }): boolean =>
    at >= from && at < until && at <= asOf;

async function attention(ctx: Ctx, ports: InsightPorts, trade: Trade, when: When) {
  const { shop, from, until, asOf } = when;
  const asked = { shop, from, until: Math.min(until, asOf + 1) };
  const views = await ports.ledger.views(ctx, asked);
  const reviews = await ports.ledger.firstReviews(ctx, asked);
  const named = (product: string, at: Instant) => ({
    ...trade.place({ product, sku: null, at }),
    ...{ at, title: trade.title(product) },
  });
  return {
    views: views.map((view) => ({
      ...view,
      ...trade.place({ ...view, day: businessDay(view.at) }),
    })),
    reviews: reviews.map(({ product, at, passed }) => ({ ...named(product, at), passed })),
    launches: trade.book.launches.filter(during(when)).map(({ product, at }) => named(product, at)),
  };
}

type Gathered = {
  readonly sold: readonly Sold[];
  readonly team: Awaited<ReturnType<typeof ofTeam>>;
  readonly names: Trade["names"];
} & Omit<Facts, "days" | "bought" | "earlier" | "earned" | "unruled">;

async function ofShop(
  ctx: Ctx,
  ports: InsightPorts,
  around: Around,
  when: When,
): Promise<Gathered> {
  const trade = await around.trades(when.shop);
  const from = Math.max(0, when.from - (when.until - when.from));
  return {
    sold: await sales(ctx, ports, trade, { ...when, from }),
    team: await ofTeam(ctx, ports, around, when),
    names: trade.names,
    skus: await skusOf(ctx, ports, trade, when),
    ...(await attention(ctx, ports, trade, when)),
  };
}

export type Known = {
  readonly facts: Facts;
  readonly currency: string;
  /** Lines in another currency, left out: where they stand. */
  readonly foreign: readonly Place[];
  /** What communities are called. */
  readonly names: ReadonlyMap<string, string>;
};
export type Wanted = Stretch & {
  readonly shops: readonly ShopId[];
  /** Null: the one of most lines. */
  readonly currency: string | null;
  readonly returnMs: number;
};

/** Every fact that the figures of a stretch rest on. */
export async function gather(ctx: Ctx, ports: InsightPorts, wanted: Wanted): Promise<Known> {
  const around = { team: await teamOf(ctx), trades: tradesOf(ctx, ports, wanted.asOf) };
  const all: Gathered[] = [];
  for (const shop of wanted.shops) all.push(await ofShop(ctx, ports, around, { ...wanted, shop }));
  const sold = all.flatMap((one) => one.sold);
  const team = all.flatMap((one) => one.team);
  const currency =
    wanted.currency ?? usualCurrency([...sold, ...team].map(({ line }) => line.currency));
  const foreign = foreignTo(currency);
  const own = sold.filter((one) => !foreign(one));
  const now = own.filter(({ line }) => line.at >= wanted.from);
  const facts: Facts = {
    days: (wanted.until - wanted.from) / DAY,
    bought: now.flatMap((one) => one.bought ?? []),
    earlier: own.flatMap(({ line, bought }) => (line.at < wanted.from ? (bought ?? []) : [])),
    earned: [...now, ...team.filter((one) => !foreign(one))].flatMap((one) => one.earned ?? []),
    unruled: now.flatMap(({ ruled, bought }) => (ruled ? [] : (bought ?? []))),
    skus: all.flatMap((one) => one.skus),
    launches: all.flatMap((one) => one.launches),
    reviews: all.flatMap((one) => one.reviews),
    views: all.flatMap((one) => one.views),
  };
  const left = sold
    .filter((one) => one.line.at >= wanted.from && foreign(one))
    .flatMap(({ bought, earned }) => bought ?? earned ?? []);
  const names = new Map(all.flatMap((one) => [...one.names]));
  return { facts, currency, foreign: left, names };
}
