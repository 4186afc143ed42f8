import type { Card, Draft, EvidenceRows } from "@zhongshu/cards";
import type { Form } from "@zhongshu/creative/contract";
import {
  type BusinessDay,
  businessDay,
  type Ctx,
  err,
  type Instant,
  ok,
  profileId,
  type Refusal,
  type Result,
  type ShopId,
  startOf,
  type Text,
} from "@zhongshu/kernel";
import { briefOf, formOf } from "../card/brief.ts";
import { cardOf, peopleOf } from "../card/build.ts";
import type { DueFacts, Facts } from "../card/facts.ts";
import type { Today } from "../contract.ts";
import { beliefsFor, type Known } from "../learn/beliefs.ts";
import { ARRIVING, type Missing, noCommission, noStock, withdrawn } from "../morning/missing.ts";
import { arriving, computed, knownAt, morning } from "../morning/morning.ts";
import { findCard, type Morning, stored } from "../morning/store.ts";
import type { BrainPorts, Offer, Opened } from "../ports.ts";
import { ranked } from "../promise/rank.ts";
import { pooledRows, worthCheck } from "../report/pooled.ts";
import { sentOf } from "../tap/sent.ts";
import { ofThoseLeft } from "./left.ts";
import { named } from "./named.ts";
import {
  FUTURE,
  GONE,
  NO_CARD,
  NO_EVIDENCE,
  NOBODY_LEFT,
  NOT_ALLOWED,
  withdrawnCard,
} from "./refusals.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type OfDay = { readonly shop: ShopId; readonly day: BusinessDay };
/** `day` only for a card of the past that was recomputed, not kept. */
export type OneCard = {
  readonly shop: ShopId;
  readonly card: string;
  readonly day: BusinessDay | null;
};

/** A card, the offer that it was made of, and what was believed of its kind. */
export type Shown = { readonly card: Card; readonly offer: Offer; readonly beliefs: Known };
type Seen = {
  readonly facts: Facts;
  readonly at: Instant;
  readonly beliefs: Known;
  /** Whom the drafts speak to; the card's own way when left out. */
  readonly form?: Form;
};

/** The card as it stands at `at`: facts of its morning, rows of that moment, and what was believed then. */
async function shown(
  ctx: Ctx,
  ports: BrainPorts,
  { facts, at, beliefs, form = formOf(facts) }: Seen,
): Promise<Result<Shown, Text>> {
  if (peopleOf(facts) === 0) return err(NOBODY_LEFT);
  const offer = await ports.goods.offer(ctx, { shop: facts.shop, product: facts.product, at });
  if (offer === null) return err(GONE(facts.product));
  const brief = briefOf(facts, { offer, now: at });
  const words = await ports.creative.drafts(ctx, brief, [form]);
  const sent = await sentOf(ctx, ports, { shop: facts.shop, card: facts.id });
  const card = cardOf(ports.guard, facts, { offer, now: at, words, beliefs, sent });
  if (!card.ok) return card;
  const { promises, evidence: own } = card.value;
  const evidence = promises.worth.known ? [...own, worthCheck(beliefs.tried, at)] : own;
  return ok({ card: { ...card.value, evidence }, offer, beliefs });
}

/** One card with what is believed of its kind; refused when it is not true any more. */
export async function cardWith(
  ctx: Ctx,
  ports: BrainPorts,
  seen: Omit<Seen, "beliefs">,
): Answer<Shown> {
  const beliefs = await beliefsFor(ctx, { kind: seen.facts.kind, at: seen.at });
  const card = await shown(ctx, ports, { ...seen, beliefs });
  return card.ok ? card : err(withdrawnCard(card.error));
}

async function morningOf(ctx: Ctx, ports: BrainPorts, asked: OfDay): Promise<Morning> {
  const kept = await stored(ctx, asked);
  const ofToday = asked.day === businessDay(ctx.now);
  if (kept && (kept.facts.length > 0 || !ofToday)) return kept;
  if (!ofToday) return computed(ctx, ports, asked);
  if (await arriving(ctx, ports, asked.shop)) return { facts: [], missing: [ARRIVING] };
  await morning(ctx, ports, asked.day);
  return (await stored(ctx, asked)) ?? { facts: [], missing: [ARRIVING] };
}

/** What cards could say more if it were told; a shop without cards hears it beforehand. */
async function untold(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, at, seen }: { shop: ShopId; at: Instant; seen: readonly Shown[] },
): Promise<readonly Missing[]> {
  const blank = ({ offer }: Shown) => offer.commission === null || offer.stock === null;
  if (seen.length > 0 && !seen.some(blank)) return [];
  const shelf = await ports.goods.shelf(ctx, { shop, at });
  const { products, ruled, counted } = shelf;
  const lacks = (key: "commission" | "stock", told: number): boolean =>
    seen.length > 0 ? seen.some(({ offer }) => offer[key] === null) : told < products;
  return [
    ...(lacks("commission", ruled) ? [noCommission(shelf)] : []),
    ...(lacks("stock", counted) ? [noStock(shelf)] : []),
  ];
}

/** The cards of one day, each read anew; what is no longer true is withdrawn with its reason. */
export async function today(ctx: Ctx, ports: BrainPorts, asked: OfDay): Answer<Today> {
  if (!ctx.can("cards.read", asked.shop)) return err(NOT_ALLOWED);
  if (asked.day > businessDay(ctx.now)) return err(FUTURE);
  const { facts, missing } = await morningOf(ctx, ports, asked);
  const seen: Shown[] = [];
  const also: Today["missing"] = [...missing];
  const at = knownAt(ctx, asked.day);
  const believed = new Map<Facts["kind"], Known>();
  for (const found of facts) {
    const one = await ofThoseLeft(ctx, ports, found);
    const beliefs = believed.get(one.kind) ?? (await beliefsFor(ctx, { kind: one.kind, at }));
    believed.set(one.kind, beliefs);
    const card = await shown(ctx, ports, { facts: one, at, beliefs });
    if (card.ok) seen.push(card.value);
    else also.push(withdrawn(card.error));
  }
  also.push(...(await untold(ctx, ports, { shop: asked.shop, at, seen })));
  if (asked.day === businessDay(ctx.now)) also.push(...(await ports.stopped(ctx, asked.shop)));
  return ok({ day: asked.day, cards: [...ranked(seen.map(({ card }) => card))], missing: also });
}

/** How many cards a stored day has; null when the morning has not been computed. */
export async function countOn(ctx: Ctx, asked: OfDay): Promise<number> {
  return (await stored(ctx, asked))?.facts.length ?? 0;
}

export async function factsOf(
  ctx: Ctx,
  ports: BrainPorts,
  { shop, card, day }: OneCard,
): Answer<Facts> {
  if (!ctx.can("cards.read", shop)) return err(NOT_ALLOWED);
  const kept = await findCard(ctx, shop, card);
  if (kept) return ok(await ofThoseLeft(ctx, ports, kept));
  if (day === null || day > businessDay(ctx.now)) return err(NO_CARD);
  const again = (await computed(ctx, ports, { shop, day })).facts.find((f) => f.id === card);
  return again ? ok(again) : err(NO_CARD);
}

/** One card with price, stock and window read now; refused when it is not true any more. */
export async function open(ctx: Ctx, ports: BrainPorts, asked: OneCard): Answer<Card> {
  const facts = await factsOf(ctx, ports, asked);
  if (!facts.ok) return facts;
  const at = asked.day === null ? ctx.now : knownAt(ctx, asked.day);
  const card = await cardWith(ctx, ports, { facts: facts.value, at });
  return card.ok ? ok(card.value.card) : card;
}

/** Rows shown of one piece of evidence. */
const ROWS = 200;

/** The rows behind one figure of a card, as of the evening before its morning. */
export async function evidence(
  ctx: Ctx,
  ports: BrainPorts,
  asked: OneCard & { readonly key: string },
): Answer<EvidenceRows & { readonly check: { sql: string } }> {
  const found = await factsOf(ctx, ports, asked);
  if (!found.ok) return found;
  if (asked.key === "worth") {
    const at = asked.day === null ? ctx.now : knownAt(ctx, asked.day);
    const { tried } = await beliefsFor(ctx, { kind: found.value.kind, at });
    return pooledRows(ctx, ports, { shop: asked.shop, of: tried, asOf: at });
  }
  const opened = await rowsOf(ctx, ports, found.value, asked.key);
  if (opened === null) return err(NO_EVIDENCE);
  return ok(await named(ctx, ports, { shop: found.value.shop, opened }));
}

/** What came, before this morning, to those whom a card left in peace. */
const messagesTo = (
  ctx: Ctx,
  reach: BrainPorts["reach"],
  { day }: Pick<DueFacts, "day">,
  { profiles, from }: NonNullable<DueFacts["tired"]>,
): Promise<Opened> =>
  reach.gotRows(ctx, {
    ...{ profiles: profiles.map(profileId), from: startOf(from), until: startOf(day) },
    limit: ROWS,
  });

async function rowsOf(
  ctx: Ctx,
  { people, orders, reach }: BrainPorts,
  facts: Facts,
  key: string,
): Promise<Opened | null> {
  const ask = { ...facts, profiles: facts.profiles.map(profileId), limit: ROWS };
  if (ask.kind === "rising-attention") {
    if (key === "shares") return people.shareRows(ctx, ask);
    if (key === "elsewhere") return people.sharesElsewhere(ctx, ask);
    return key === "attention" ? people.attentionRows(ctx, ask) : null;
  }
  if (key === "rhythm") return orders.rhythmRows(ctx, ask);
  if (key === "attention" && ask.interest)
    return people.attentionRows(ctx, { ...ask, ...ask.interest, without: [] });
  if (key === "tired" && ask.tired) return messagesTo(ctx, reach, ask, ask.tired);
  return key === "purchases" ? orders.purchaseRows(ctx, ask) : null;
}

/** The draft filled from the rows of this moment, with an entry in the audit. */
export async function copied(
  ctx: Ctx,
  ports: BrainPorts,
  asked: OneCard & { readonly style: Draft["style"] },
): Answer<{ readonly text: string }> {
  if (!ctx.can("cards.act", asked.shop)) return err(NOT_ALLOWED);
  const card = await open(ctx, ports, { ...asked, day: null });
  if (!card.ok) return card;
  const text = card.value.drafts.find(({ style }) => style === asked.style)?.filled;
  if (text === undefined) return err(NO_CARD);
  await ports.audit(ctx, "card.copied", asked.card, { shop: asked.shop, style: asked.style, text });
  return ok({ text });
}
