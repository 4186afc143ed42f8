import type { Ctx } from "@zhongshu/kernel";
import { sayable } from "./check/check.ts";
import { type Brief, FORMS, type Form, keptForm, STYLES, type Words } from "./contract.ts";
import { type Another, rewrite } from "./kept/rewrite.ts";
import { shown } from "./kept/show.ts";
import { keptOf } from "./kept/store.ts";
import { jobsOf } from "./model/jobs.ts";
import type { CreativePorts } from "./ports.ts";

/** Every style in the forms asked for, as it stands now; a model is never waited for. */
async function drafts(
  ctx: Ctx,
  { guard }: CreativePorts,
  { brief: told, forms }: { readonly brief: Brief; readonly forms: readonly Form[] },
): Promise<readonly Words[]> {
  const brief = sayable(guard, told, ctx.now);
  const kept = await keptOf(ctx, brief.card);
  return forms.flatMap((form) =>
    STYLES.map((style) => {
      const own = kept.find((one) => one.style === style && one.form === keptForm(form)) ?? null;
      return shown(guard, { brief, style, form, kept: own, now: ctx.now });
    }),
  );
}

/** Copy for a card, from what is known of its goods. */
export const createCreative = (ports: CreativePorts) => {
  const jobs = jobsOf(ports);
  return {
    drafts: (ctx: Ctx, brief: Brief, forms: readonly Form[] = FORMS) =>
      drafts(ctx, ports, { brief, forms }),
    rewrite: (ctx: Ctx, another: Another) => rewrite(ctx, { ports, jobs }, another),
    /** Resolves when no model is writing any more. */
    settled: jobs.settled,
    stop: jobs.stop,
  };
};
export type Creative = ReturnType<typeof createCreative>;
