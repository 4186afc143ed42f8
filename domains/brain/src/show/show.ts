import type { Card, Draft, EvidenceRows } from "@zhongshu/cards";
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
  type Text,
} from "@zhongshu/kernel";
import { briefOf, formOf } from "../card/brief.ts";
import { cardOf } from "../card/build.ts";
import type { Facts } from "../card/facts.ts";
import type { Today } from "../contract.ts";
import { ARRIVING, NO_COMMISSION, withdrawn } from "../morning/missing.ts";
import { arriving, computed, knownAt, morning } from "../morning/morning.ts";
import { findCard, type Morning, stored } from "../morning/store.ts";
import type { BrainPorts } from "../ports.ts";
import { FUTURE, GONE, NO_CARD, NO_EVIDENCE, NOT_ALLOWED, withdrawnCard } from "./refusals.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type OfDay = { readonly shop: ShopId; readonly day: BusinessDay };
/** `day` only for a card of the past that was recomputed, not kept. */
export type OneCard = {
  readonly shop: ShopId;
  readonly card: string;
  readonly day: BusinessDay | null;
};

/** `ruled`: a commission rule applies to its product. */
type Shown = { readonly card: Card; readonly ruled: boolean };

/** The card as it stands at `at`: facts of its morning, rows of that moment. */
async function shown(
  ctx: Ctx,
  ports: BrainPorts,
  seen: { facts: Facts; at: Instant },
): Promise<Result<Shown, Text>> {
  const { facts, at } = seen;
  const offer = await ports.goods.offer(ctx, { shop: facts.shop, product: facts.product, at });
  if (offer === null) return err(GONE(facts.product));
  const brief = briefOf(facts, { offer, now: at });
  const words = await ports.creative.drafts(ctx, brief, [formOf(facts)]);
  const card = cardOf(ports.guard, facts, { offer, now: at, words });
  return card.ok ? ok({ card: card.value, ruled: offer.commissionBp !== null }) : card;
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

/** The cards of one day, each read anew; what is no longer true is withdrawn with its reason. */
export async function today(ctx: Ctx, ports: BrainPorts, asked: OfDay): Answer<Today> {
  if (!ctx.can("cards.read", asked.shop)) return err(NOT_ALLOWED);
  if (asked.day > businessDay(ctx.now)) return err(FUTURE);
  const { facts, missing } = await morningOf(ctx, ports, asked);
  const seen: Shown[] = [];
  const also: Today["missing"] = [...missing];
  for (const one of facts) {
    const card = await shown(ctx, ports, { facts: one, at: knownAt(ctx, asked.day) });
    if (card.ok) seen.push(card.value);
    else also.push(withdrawn(card.error));
  }
  if (seen.some(({ ruled }) => !ruled)) also.push(NO_COMMISSION);
  return ok({ day: asked.day, cards: seen.map(({ card }) => card), missing: also });
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
  if (kept) return ok(kept);
  if (day === null || day > businessDay(ctx.now)) return err(NO_CARD);
  const again = (await computed(ctx, ports, { shop, day })).facts.find((f) => f.id === card);
  return again ? ok(again) : err(NO_CARD);
}

/** One card with price, stock and window read now; refused when it is not true any more. */
export async function open(ctx: Ctx, ports: BrainPorts, asked: OneCard): Answer<Card> {
  const facts = await factsOf(ctx, ports, asked);
  if (!facts.ok) return facts;
  const at = asked.day === null ? ctx.now : knownAt(ctx, asked.day);
  const card = await shown(ctx, ports, { facts: facts.value, at });
  return card.ok ? ok(card.value.card) : err(withdrawnCard(card.error));
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
  const facts = found.value;
  const profiles = facts.profiles.map(profileId);
  const { shop, from, to } = facts;
  if (facts.kind === "rising-attention" && asked.key === "attention") {
    const { category } = facts;
    return ok(
      await ports.people.attentionRows(ctx, { shop, profiles, category, from, to, limit: ROWS }),
    );
  }
  if (facts.kind === "due-again" && asked.key === "purchases") {
    const { product } = facts;
    return ok(await ports.orders.purchaseRows(ctx, { shop, product, profiles, to, limit: ROWS }));
  }
  return err(NO_EVIDENCE);
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
