import type { Card, Promises } from "@zhongshu/cards";
import {
  businessDay,
  type Ctx,
  err,
  ok,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import type { Execution, Plan, Preview, Way } from "@zhongshu/reach/contract";
import { formBy } from "../card/brief.ts";
import { unitOf } from "../card/commission.ts";
import type { Facts } from "../card/facts.ts";
import type { Confirm } from "../contract.ts";
import type { BrainPorts } from "../ports.ts";
import { type Orders, promisesOf } from "../promise/promises.ts";
import { cardWith, factsOf, type Shown } from "../show/show.ts";
import { audienceOf, enoughIn, type Style, shareOf, unprovenBy, waysOf } from "./plan.ts";
import {
  alreadySent,
  KEY_TAKEN,
  MAY_NOT_ACT,
  NOT_THIS_WAY,
  nobodyToReach,
  OF_A_PAST_DAY,
  WORDS_CHANGED,
} from "./refusals.ts";
import { holdCard, keepTap, tapByKey } from "./store.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
/** What a tap asks for; `holdOutShare` null leaves the share to the brain. */
export type Asked = {
  readonly shop: ShopId;
  readonly card: string;
  readonly style: Style;
  readonly way: Way;
  readonly holdOutShare: number | null;
};

/** One tap: `template` is the draft that whoever taps has seen, where they have. */
export type Tapped = Asked & { readonly key: string; readonly template?: string | null };

type Ready = {
  readonly facts: Facts;
  readonly shown: Shown;
  /** How many people the card speaks of. */
  readonly people: number;
  readonly plan: Omit<Plan, "key">;
  readonly text: string;
};

/** The card as a plan for reach, with everything that a tap would do; or why it may not. */
async function ready(ctx: Ctx, ports: BrainPorts, asked: Asked): Answer<Ready> {
  if (!ctx.can("cards.act", asked.shop)) return err(MAY_NOT_ACT);
  const found = await factsOf(ctx, ports, { ...asked, day: null });
  if (!found.ok) return found;
  const facts = found.value;
  if (facts.day !== businessDay(ctx.now)) return err(OF_A_PAST_DAY);
  if (!waysOf(facts.kind).includes(asked.way)) return err(NOT_THIS_WAY);
  const form = formBy(asked.way);
  const shown = await cardWith(ctx, ports, { facts, at: ctx.now, form });
  if (!shown.ok) return shown;
  const { sent } = shown.value.card;
  if (sent !== null) return err(alreadySent(sent));
  const draft = shown.value.card.drafts.find(({ style }) => style === asked.style);
  if (draft === undefined) return err(NOT_THIS_WAY);
  const groups = await ports.reach.communities(ctx, { shop: facts.shop, at: ctx.now });
  const { to, people } = audienceOf(facts, asked.way, groups);
  const { beliefs } = shown.value;
  const { windowMs, returnMs } = await ports.reach.policyOf(ctx);
  const { product, headline } = shown.value.card;
  const plan = {
    ...{ shop: asked.shop, card: asked.card, play: facts.kind, title: headline.zh },
    ...{ way: asked.way, product: product.product, sku: product.sku },
    ...{ style: asked.style, template: draft.words, to, windowMs, returnMs },
    holdOut: asked.holdOutShare ?? shareOf(facts, to, beliefs),
  };
  return ok({ facts, shown: shown.value, people, plan, text: draft.filled });
}

/** What is promised of this very tap: of those to whom it goes, not of whoever is left out or kept back by the gate. */
function promisedOf(
  ctx: Ctx,
  { facts, shown, people }: Ready,
  { audience, toSend }: Preview,
): { readonly promises: Promises; readonly orders: Orders | null } {
  const written = audience > 0 ? (people * toSend) / audience : 0;
  const unit = unitOf(shown.offer, ctx.now);
  return promisesOf(facts, { people, written, unit }, shown.beliefs);
}

const waysOfCard = ({ kind }: Card): Confirm["ways"] => [...waysOf(kind)];
const reachable = ({ toSend, toHoldOut }: Preview): boolean => toSend + toHoldOut > 0;

/** What a tap would do: to how many, how many are left out, and what it may be worth. Nothing is kept. */
export async function preview(ctx: Ctx, ports: BrainPorts, asked: Asked): Answer<Confirm> {
  const found = await ready(ctx, ports, asked);
  if (!found.ok) return found;
  const { facts, shown, plan, text } = found.value;
  const seen = await ports.reach.preview(ctx, { ...plan, key: "preview" });
  if (!seen.ok) return seen;
  return ok({
    preview: seen.value,
    ...{ text, template: plan.template },
    promises: promisedOf(ctx, found.value, seen.value).promises,
    ways: waysOfCard(shown.card),
    unproven: unprovenBy(plan.holdOut, seen.value),
    enough: enoughIn(facts, { ...seen.value, windowMs: plan.windowMs }, shown.beliefs),
  });
}

/**
 * One tap: the execution and what was promised are kept together, or neither is. The same key twice is one tap. Where
 * another draft stands now than the one that was seen, nothing is sent.
 */
export async function execute(ctx: Ctx, ports: BrainPorts, asked: Tapped): Answer<Execution> {
  if (!ctx.can("cards.act", asked.shop)) return err(MAY_NOT_ACT);
  await holdCard(ctx, asked.card);
  const { shop, key } = asked;
  const before = await tapByKey(ctx, shop, key);
  if (before && before.card !== asked.card) return err(KEY_TAKEN);
  if (before) return ports.reach.execution(ctx, { shop, execution: before.execution });
  const found = await ready(ctx, ports, asked);
  if (!found.ok) return found;
  const plan = { ...found.value.plan, key };
  if ((asked.template ?? plan.template) !== plan.template) return err(WORDS_CHANGED);
  const seen = await ports.reach.preview(ctx, plan);
  if (!seen.ok) return seen;
  if (!reachable(seen.value)) return err(nobodyToReach(seen.value.stopped[0]?.reason ?? null));
  const sent = await ports.reach.execute(ctx, plan);
  if (!sent.ok) return sent;
  if (sent.value.card !== asked.card) return err(KEY_TAKEN);
  await remember(ctx, found.value, { key, execution: sent.value, seen: seen.value });
  const { way, style, holdOut } = plan;
  const detail = { shop, way, style, holdOut, execution: sent.value.id };
  await ports.audit(ctx, "card.executed", asked.card, detail);
  return sent;
}

async function remember(
  ctx: Ctx,
  ready: Ready,
  tapped: { readonly key: string; readonly execution: Execution; readonly seen: Preview },
): Promise<void> {
  const { facts, shown, people, plan } = ready;
  const { execution, seen } = tapped;
  const unit = unitOf(shown.offer, ctx.now);
  const promised = promisedOf(ctx, ready, seen);
  await keepTap(ctx, {
    ...{ shop: facts.shop, execution: execution.id, key: tapped.key, card: facts.id },
    ...{ kind: facts.kind, way: plan.way, product: plan.product, audience: people },
    community: facts.kind === "rising-attention" ? facts.community.id : null,
    unit: unit?.minor ?? null,
    currency: unit?.currency ?? shown.offer.listPrice?.currency ?? "CNY",
    promises: promised.promises,
    forecast: promised.orders?.forecast ?? null,
    ...{ at: execution.startedAt, closesAt: execution.closesAt },
    returnsUntil: execution.returnsUntil,
  });
}
