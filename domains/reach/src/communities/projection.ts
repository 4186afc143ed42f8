import type { ProfileId } from "@zhongshu/kernel";
import type { LedgerEvent, Projection } from "@zhongshu/ledger/contract";
import { z } from "zod";
import { Source } from "../contract.ts";
import { meet, type ToldByCode, tellByCode } from "./store.ts";

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
  async project(sql, batch) {
    const moves = batch.flatMap(moveOf);
    const [first] = batch;
    if (moves.length === 0 || first === undefined) return;
    await meet(sql, first.tenant, moves);
    await tellByCode(
      sql,
      moves.flatMap(({ profile, ...move }) => (profile === null ? [] : [{ ...move, profile }])),
    );
  },
};
