import type { Draft } from "@zhongshu/cards";
import { type Ctx, err, type Refusal, type Result } from "@zhongshu/kernel";
import { briefOf, formOf } from "../card/brief.ts";
import { withheld } from "../card/build.ts";
import { draft } from "../card/drafts.ts";
import type { BrainPorts } from "../ports.ts";
import { GONE, NOT_ALLOWED, withdrawnCard } from "./refusals.ts";
import { factsOf, type OneCard } from "./show.ts";

/** Another draft of one style. While a model writes, a template stands there and says so. */
export async function rewritten(
  ctx: Ctx,
  ports: BrainPorts,
  asked: OneCard & { readonly style: Draft["style"] },
): Promise<Result<Draft, Refusal>> {
  if (!ctx.can("cards.act", asked.shop)) return err(NOT_ALLOWED);
  const found = await factsOf(ctx, ports, { ...asked, day: null });
  if (!found.ok) return found;
  const { shop, product } = found.value;
  const offer = await ports.goods.offer(ctx, { shop, product, at: ctx.now });
  const gone = offer === null ? GONE(product) : withheld(offer, ctx.now);
  if (offer === null || gone !== null) return err(withdrawnCard(gone ?? GONE(product)));
  const seen = { offer, now: ctx.now };
  const brief = briefOf(found.value, seen);
  const another = { brief, style: asked.style, form: formOf(found.value) };
  const words = await ports.creative.rewrite(ctx, another);
  if (!words.ok) return words;
  const filled = draft(ports.guard, words.value, seen);
  return filled.ok ? filled : err(withdrawnCard(filled.error));
}
