import type { ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import type { LedgerEvent, Projection, Remaining } from "@zhongshu/ledger/contract";
import { z } from "zod";
import { Source } from "../contract.ts";
import { meet, type ToldByCode, tellByCode } from "./store.ts";
import { forget, unnamed, untellByCode } from "./withdraw.ts";

const Moved = z.object({ community: z.string(), source: Source });
const TOLD = { community_joined: "joined", community_left: "left" } as const;
const isMove = (type: string): type is keyof typeof TOLD => Object.hasOwn(TOLD, type);

type Move = Omit<ToldByCode, "profile"> & { readonly profile: ProfileId | null };

function moveOf({ type, shop, profile, at, properties }: LedgerEvent): readonly Move[] {
  if (!isMove(type)) return [];
  const { community, source } = Moved.parse(properties);
  return [{ shop, code: community, profile, at, told: TOLD[type], source }];
}

/** Keeps who belongs where current with the ledger. Order and repetition of events do not matter. */
export const projection: Projection = {
  name: "reach.communities",
  project,
  async withdraw(sql, { events, remaining }) {
    const moves = events.flatMap(moveOf);
    if (moves.length === 0) return;
    await untellByCode(sql, ofSomebody(moves));
    const profiles = [...new Set(moves.flatMap(({ profile }) => profile ?? []))];
    for await (const page of remaining.ofProfiles(profiles)) await project(sql, page);
    for (const [shop, of] of Map.groupBy(moves, (move) => move.shop)) {
      const empty = await unnamed(
        sql,
        shop,
        of.map(({ code }) => code),
      );
      const spoken = empty.length === 0 ? [] : await spokenOf(remaining, shop);
      await forget(
        sql,
        shop,
        empty.filter((code) => !spoken.includes(code)),
      );
    }
  },
};

async function project(sql: Sql, batch: readonly LedgerEvent[]): Promise<void> {
  const moves = batch.flatMap(moveOf);
  const [first] = batch;
  if (moves.length === 0 || first === undefined) return;
  await meet(sql, first.tenant, moves);
  await tellByCode(sql, ofSomebody(moves));
}

const ofSomebody = (moves: readonly Move[]): readonly ToldByCode[] =>
  moves.flatMap(({ profile, ...move }) => (profile === null ? [] : [{ ...move, profile }]));

/** The communities that some event of the shop speaks of. */
async function spokenOf(remaining: Remaining, shop: ShopId): Promise<readonly string[]> {
  const codes = new Set<string>();
  const stretch = { shop, types: Object.keys(TOLD), from: 0, to: null };
  for await (const page of remaining.between(stretch))
    for (const { code } of page.flatMap(moveOf)) codes.add(code);
  return [...codes];
}
