import { type Ctx, err, ok, type Refusal, type Result, shopId, type Text } from "@zhongshu/kernel";
import { sayable } from "../check/check.ts";
import type { Brief, KeptForm, Style, Words } from "../contract.ts";
import { lengthOf } from "../grammar/compose.ts";
import type { Jobs } from "../model/jobs.ts";
import type { CreativePorts } from "../ports.ts";
import { isWriting, shown } from "./show.ts";
import { type Kept, keepTurn, keptForUpdate } from "./store.ts";

export type Another = { readonly brief: Brief; readonly style: Style; readonly form: KeptForm };

const NOT_ALLOWED: Refusal = {
  code: "creative.not-allowed",
  status: 403,
  message: { zh: "你没有改这家店文案的权限。", en: "You may not change the copy of this shop." },
  next: { zh: "请店主或管理员给你开通。", en: "Ask the owner or an administrator." },
};
const BUSY: Text = {
  zh: "AI 正在写的太多，这条先用模板，过一会儿再换一版。",
  en: "The model is busy: this is a template. Ask again in a moment.",
};

/**
 * Another draft of one style. A template stands there at once; with a key a model begins to write outside of this
 * transaction, and what it wrote is there when the card is read again. A second tap while it writes changes nothing.
 */
export async function rewrite(
  ctx: Ctx,
  { ports, jobs }: { readonly ports: CreativePorts; readonly jobs: Jobs },
  { brief: asked, style, form }: Another,
): Promise<Result<Words, Refusal>> {
  if (!ctx.can("cards.act", shopId(asked.shop))) return err(NOT_ALLOWED);
  const brief = sayable(ports.guard, asked, ctx.now);
  const key = { shop: brief.shop, card: brief.card, style, form };
  const kept = await keptForUpdate(ctx, key);
  const seen = { brief, style, form, now: ctx.now };
  const before = shown(ports.guard, { ...seen, kept });
  if (isWriting(kept, ctx.now)) return ok(before);
  const turn = (kept?.turn ?? 0) + 1;
  const writing = ports.writer !== null && jobs.free();
  const told = ports.writer !== null && !writing ? BUSY : null;
  await keepTurn(ctx, key, { turn, writing, told });
  const length = lengthOf(brief, { style, form, turn });
  if (writing)
    jobs.start({ tenant: ctx.tenant, turn, brief, style, form, length, before: before.words });
  const next: Kept = {
    style,
    form,
    turn,
    words: null,
    told,
    writingSince: writing ? ctx.now : null,
  };
  return ok(shown(ports.guard, { ...seen, kept: next }));
}
