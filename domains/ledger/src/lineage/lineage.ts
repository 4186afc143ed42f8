import {
  type Ctx,
  endOf,
  err,
  type Instant,
  isUuid,
  ok,
  type Refusal,
  type Result,
  type ShopId,
  startOf,
  type Text,
} from "@zhongshu/kernel";
import { findRun } from "../imports/store.ts";
import type { Lineage, LineageCard, LineageOrigin } from "./contract.ts";
import * as read from "./read.ts";
import { forbidden, unknown } from "./refusals.ts";

/** What a card was computed from, as the room that made it tells. */
export type CardRests = LineageCard & {
  readonly profiles: readonly string[];
  readonly product: string | null;
  readonly types: readonly string[];
  /** Null: from the beginning. */
  readonly from: string | null;
  readonly to: string;
  readonly by: Text;
  readonly at: Instant;
};

/** What a tag or a figure was computed from, and how, as the room that made it tells. */
export type Basis = Pick<read.Basis, "customers" | "documents" | "others"> & {
  /** Null: from the beginning. */
  readonly from: string | null;
  readonly to: string;
  readonly by: Text;
  /** When it was made; null: at this look. */
  readonly at: Instant | null;
  /** Of its definition; null: it has none. */
  readonly version: number | null;
  /** Documents that it rests on as well and that are not among these. */
  readonly left: number;
};
/** A tag or a figure by its address: `id` is what stands behind the colon. */
export type BasisAsked = {
  readonly shop: ShopId;
  readonly kind: (typeof COMPUTED)[number];
  readonly id: string;
};

export type LineagePorts = {
  /** Null: there is no such thing, or the reader may not see it. */
  basis(ctx: Ctx, asked: BasisAsked): Promise<Basis | null>;
  card(
    ctx: Ctx,
    asked: { readonly shop: ShopId; readonly card: string },
  ): Promise<CardRests | null>;
  /** Of the last weeks, newest first. */
  cards(ctx: Ctx, shop: ShopId): Promise<readonly CardRests[]>;
  /** Names of write keys, as far as the reader may know them. */
  keys(ctx: Ctx, shop: ShopId): Promise<ReadonlyMap<string, string>>;
};

const COMPUTED = ["tag", "goods-tag", "community-tag", "figure"] as const;

export type LineageAsked = { readonly shop: ShopId; readonly of: string };
type Answer = Promise<Result<Lineage, Refusal>>;

/** From anything that is shown, back to the events, files and lines it came from; from a file, on to what rests on it. */
export const createLineage = (ports: LineagePorts) => ({
  of: (ctx: Ctx, asked: LineageAsked): Answer =>
    ctx.can("events.read", asked.shop)
      ? lineageOf(ctx, ports, asked)
      : Promise.resolve(err(forbidden)),
  /** The cards of the last weeks that rest on an import. */
  cardsOf: (ctx: Ctx, asked: { readonly shop: ShopId; readonly id: string }) =>
    cardsOn(ctx, ports, asked),
});
export type LineageRoom = ReturnType<typeof createLineage>;

async function lineageOf(ctx: Ctx, ports: LineagePorts, { shop, of }: LineageAsked): Answer {
  const [kind = "", ...rest] = of.split(":");
  const id = rest.join(":");
  if (kind === "event") return shown(ctx, ports, { shop, of, part: read.ofEvent(shop, id) });
  if (kind === "order" && rest.length > 1) {
    const part = read.ofDocument(shop, rest[0] ?? "", rest.slice(1).join(":"));
    return shown(ctx, ports, { shop, of, part });
  }
  if (kind === "import" && isUuid(id)) return ofImport(ctx, ports, { shop, of, id });
  if (kind === "card" && isUuid(id)) return ofCard(ctx, ports, { shop, of, id });
  const computed = COMPUTED.find((each) => each === kind);
  return computed === undefined
    ? err(unknown)
    : ofBasis(ctx, ports, { shop, of, id, kind: computed });
}

type One = LineageAsked & { readonly id: string };

async function ofImport(ctx: Ctx, ports: LineagePorts, { shop, of, id }: One): Answer {
  if ((await findRun(ctx, shop, id)) === null) return err(unknown);
  const part = read.ofImport(shop, id);
  const lineage = await shown(ctx, ports, { shop, of, part });
  if (!lineage.ok) return lineage;
  const resting = await read.restingOn(ctx, part);
  return ok({
    ...lineage.value,
    rests: { ...resting, cards: await cardsOn(ctx, ports, { shop, id }) },
  });
}

async function ofBasis(ctx: Ctx, ports: LineagePorts, asked: One & BasisAsked): Answer {
  const { shop, of, kind, id } = asked;
  const basis = await ports.basis(ctx, { shop, kind, id });
  if (basis === null) return err(unknown);
  const { by, at, from, to, version, left } = basis;
  const until = at === null ? endOf(to) : Math.min(endOf(to), at + 1);
  const part = read.ofBasis(shop, { ...basis, from: begun(from), until, known: at });
  return made(await shown(ctx, ports, { shop, of, part }), {
    ...{ by, at: at ?? ctx.now, from, to, version, left },
  });
}

async function ofCard(ctx: Ctx, ports: LineagePorts, { shop, of, id }: One): Answer {
  const card = await ports.card(ctx, { shop, card: id });
  if (card === null) return err(unknown);
  const { by, at, from, to } = card;
  const part = read.ofBasis(shop, rested(card));
  return made(await shown(ctx, ports, { shop, of, part }), {
    ...{ by, at, from, to, version: null, left: 0 },
  });
}

const made = (found: Awaited<Answer>, by: NonNullable<Lineage["made"]>): Awaited<Answer> =>
  found.ok ? ok({ ...found.value, made: by }) : found;

const begun = (from: string | null): Instant | null => (from === null ? null : startOf(from));

const rested = ({ profiles, types, product, from, to }: CardRests): read.Basis => ({
  ...{ customers: { profiles, types, product }, documents: [], others: null },
  ...{ from: begun(from), until: endOf(to), known: null },
});

async function cardsOn(
  ctx: Ctx,
  ports: LineagePorts,
  { shop, id }: { readonly shop: ShopId; readonly id: string },
): Promise<LineageCard[]> {
  const found: LineageCard[] = [];
  for (const card of await ports.cards(ctx, shop)) {
    const { title, day, sent } = card;
    if (await read.restsOnImport(ctx, { shop, id }, rested(card)))
      found.push({ id: card.id, title, day, sent });
  }
  return found;
}

type Shown = LineageAsked & { readonly part: read.Part };

async function shown(ctx: Ctx, ports: LineagePorts, { shop, of, part }: Shown): Answer {
  const origins = await read.originsOf(ctx, part);
  const events = await read.eventsOf(ctx, part);
  const keys = origins.some(({ kind }) => kind === "key") ? await ports.keys(ctx, shop) : new Map();
  const named = <T extends Pick<LineageOrigin, "kind" | "id" | "name">>(origin: T): T =>
    origin.kind === "key" ? { ...origin, name: keys.get(origin.id ?? "") ?? null } : origin;
  const total = origins.reduce((sum, origin) => sum + origin.events, 0);
  // An order or an event that nobody told is not there; anything else may rest on nothing.
  if (total === 0 && /^(order|event):/.test(of)) return err(unknown);
  return ok({
    ...{ of, total, made: null, rests: null },
    origins: origins.map(named),
    events: events.map((event) => ({ ...event, origin: named(event.origin) })),
  });
}
