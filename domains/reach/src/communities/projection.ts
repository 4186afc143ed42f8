import type { ProfileId, ShopId, Sql } from "@zhongshu/kernel";
import {
  CommunityDescribed,
  type LedgerEvent,
  type Projection,
  type Remaining,
} from "@zhongshu/ledger/contract";
import { z } from "zod";
import { Source } from "../contract.ts";
import { describe, meet, type ToldByCode, tellByCode } from "./store.ts";
import { forget, undescribe, unnamed, untellByCode } from "./withdraw.ts";

const Moved = z.object({ community: z.string(), source: Source });
const TOLD = { community_joined: "joined", community_left: "left" } as const;
const isMove = (type: string): type is keyof typeof TOLD => Object.hasOwn(TOLD, type);

type Move = Omit<ToldByCode, "profile"> & { readonly profile: ProfileId | null };

/** A group that a list of its members speaks of; any other is none of our communities. */
const Listed = z.object({
  group: z.string(),
  traits: z.object({ source: z.literal("imported-list") }),
});

function seen({ shop, profile, at, properties }: LedgerEvent): readonly Move[] {
  const listed = Listed.safeParse(properties);
  if (!listed.success) return [];
  const { group: code, traits } = listed.data;
  return [{ shop, code, profile, at, told: "seen", source: traits.source }];
}

function moveOf(event: LedgerEvent): readonly Move[] {
  const { type, shop, profile, at, properties } = event;
  if (type === "grouped") return seen(event);
  if (!isMove(type)) return [];
  const { community, source } = Moved.parse(properties);
  return [{ shop, code: community, profile, at, told: TOLD[type], source }];
}

const DESCRIBED = "community_described";
const codeOf = ({ properties }: LedgerEvent): string =>
  CommunityDescribed.parse(properties).community;

async function describeAll(sql: Sql, batch: readonly LedgerEvent[]): Promise<void> {
  const told = batch
    .filter(({ type }) => type === DESCRIBED)
    .map(({ shop, at, properties }) => {
      const { community: code, name, channel, size } = CommunityDescribed.parse(properties);
      const more = { ...(channel && { channel }), ...(size !== undefined && { size }) };
      return { shop, code, at, name, ...more };
    });
  const [first] = batch;
  if (told.length > 0 && first !== undefined) await describe(sql, first.tenant, told);
}

/** Keeps what communities are called and who belongs where current with the ledger. Order and repetition of events do not matter. */
export const projection: Projection = {
  name: "reach.communities",
  project,
  async withdraw(sql, { events, remaining }) {
    const moves = events.flatMap(moveOf);
    const described = events.filter(({ type }) => type === DESCRIBED);
    if (moves.length + described.length === 0) return;
    await untellByCode(sql, ofSomebody(moves));
    const profiles = [...new Set(moves.flatMap(({ profile }) => profile ?? []))];
    if (profiles.length > 0)
      for await (const page of remaining.ofProfiles(profiles)) await project(sql, page);
    for (const [shop, of] of Map.groupBy(described, (event) => event.shop))
      await describeAnew(sql, remaining, { shop, codes: of.map(codeOf) });
    const spoken = [...moves, ...described.map((event) => ({ ...event, code: codeOf(event) }))];
    for (const [shop, of] of Map.groupBy(spoken, (one) => one.shop))
      await forgetUnspoken(sql, remaining, { shop, codes: of.map(({ code }) => code) });
  },
};

async function project(sql: Sql, batch: readonly LedgerEvent[]): Promise<void> {
  await describeAll(sql, batch);
  const moves = batch.flatMap(moveOf);
  const [first] = batch;
  if (moves.length === 0 || first === undefined) return;
  await meet(sql, first.tenant, moves);
  await tellByCode(sql, ofSomebody(moves));
}

const ofSomebody = (moves: readonly Move[]): readonly ToldByCode[] =>
  moves.flatMap(({ profile, ...move }) => (profile === null ? [] : [{ ...move, profile }]));

type Codes = { readonly shop: ShopId; readonly codes: readonly string[] };

/** As people and events left them, and then as the lists say that are left. */
async function describeAnew(sql: Sql, remaining: Remaining, { shop, codes }: Codes): Promise<void> {
  await undescribe(sql, shop, codes);
  const stretch = { shop, types: [DESCRIBED], from: 0, to: null };
  for await (const page of remaining.between(stretch))
    await describeAll(
      sql,
      page.filter((event) => codes.includes(codeOf(event))),
    );
}

async function forgetUnspoken(
  sql: Sql,
  remaining: Remaining,
  { shop, codes }: Codes,
): Promise<void> {
  const empty = await unnamed(sql, shop, codes);
  if (empty.length === 0) return;
  const spoken = await spokenOf(remaining, shop);
  await forget(
    sql,
    shop,
    empty.filter((code) => !spoken.has(code)),
  );
}

/** The communities that some event of the shop speaks of. */
async function spokenOf(remaining: Remaining, shop: ShopId): Promise<ReadonlySet<string>> {
  const codes = new Set<string>();
  const types = [...Object.keys(TOLD), "grouped", DESCRIBED];
  for await (const page of remaining.between({ shop, types, from: 0, to: null })) {
    for (const { code } of page.flatMap(moveOf)) codes.add(code);
    for (const event of page) if (event.type === DESCRIBED) codes.add(codeOf(event));
  }
  return codes;
}
