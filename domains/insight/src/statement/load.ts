import { type Ctx, type Instant, rateOf, type ShopId } from "@zhongshu/kernel";
import { movementsOf } from "../commission/life.ts";
import type { InsightPorts, SoldLine } from "../ports.ts";
import { leadings, teamShares } from "../team/store.ts";
import { everBelow, type Leading, levelOf, shareAt, type TeamShare } from "../team/team.ts";
import type { EarningLine, Stretch } from "./rows.ts";

type Team = { readonly leadings: readonly Leading[]; readonly shares: readonly TeamShare[] };
export type Asked = Stretch & { readonly shop: ShopId; readonly until: Instant };
export type Loaded = {
  readonly lines: readonly EarningLine[];
  /** Own lines placed in the stretch that no rule covered. */
  readonly unruled: number;
};

async function own(ctx: Ctx, ports: InsightPorts, shop: ShopId, lines: readonly SoldLine[]) {
  const said = await ports.goods.wordsOf(ctx, { shop, lines });
  return lines.map((line, i) => {
    const words = (said[i] ?? []).map(({ toldAt, rule }) => ({
      ...{ toldAt, rate: rule && rateOf(rule), rule: rule?.id ?? null },
    }));
    return { line, earning: words.length === 0 ? null : { shop, level: 0 as const, line, words } };
  });
}

function ofTeam(team: Team, earner: ShopId, shop: ShopId, lines: readonly SoldLine[]) {
  return lines.flatMap((line): readonly EarningLine[] => {
    const level = levelOf(team.leadings, { shop, earner, at: line.at });
    const share = level === null ? null : shareAt(team.shares, level, line.at);
    if (level === null || share === null) return [];
    const word = { toldAt: share.validFrom, rate: { bp: share.bp }, rule: share.id };
    return [{ shop, level, line, words: [word] }];
  });
}

/** Every line that earns something for the shop in the stretch or stood open at its beginning. */
export async function load(ctx: Ctx, ports: InsightPorts, asked: Asked): Promise<Loaded> {
  const { shop, from, until, asOf, returnMs } = asked;
  const team = { leadings: await leadings(ctx), shares: await teamShares(ctx) };
  // Whatever was placed before the return period is ripe: only what happened to it since can matter.
  const stretch = { from: Math.max(0, from - returnMs), until, since: from, asOf };
  // … unless a rule was told in the stretch for sales before it.
  const back = await ports.goods.reachBack(ctx, { shop, from, asOf });
  const ownFrom = Math.max(0, Math.min(stretch.from, back ?? stretch.from));
  // Of what is older only what moves in the stretch counts, or the month would be told by a currency of years ago.
  const counts = ({ line, words }: EarningLine): boolean =>
    line.at >= stretch.from ||
    movementsOf(line, words, returnMs).some(({ at }) => at >= from && at <= asOf);
  const lines: EarningLine[] = [];
  let unruled = 0;
  for await (const batch of ports.orders.histories(ctx, { shop, ...stretch, from: ownFrom }))
    for (const { line, earning } of await own(ctx, ports, shop, batch)) {
      if (earning === null) unruled += line.at >= from ? 1 : 0;
      else if (counts(earning)) lines.push(earning);
    }
  for (const below of everBelow(team.leadings, shop))
    for await (const batch of ports.orders.histories(ctx, { shop: below, ...stretch }))
      lines.push(...ofTeam(team, shop, below, batch));
  return { lines, unruled };
}
