import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import { chanceUpTo } from "@zhongshu/trials";
import type { Calibration } from "../contract.ts";
import { NOT_ALLOWED } from "../show/refusals.ts";
import { alike, ofAWeek } from "./looks.ts";
import { type Past, pastOfShop } from "./past.ts";

const KINDS = ["due-again", "rising-attention"] as const;
const SHOWN = 100;

/** A promise of seven days is held against a window of a week only; what a play brought before, against one as long. */
const held = (past: readonly Past[]): readonly Past[] => {
  const rising = new Set(alike(past.filter(({ kind }) => kind === "rising-attention")));
  return past.filter((one) => (one.kind === "due-again" ? ofAWeek(one) : rising.has(one)));
};

/** What was promised at a tap, and what came of it. */
function casesOf(past: readonly Past[]): Calibration["cases"] {
  return held(past).flatMap(({ promises: { orders }, result, ...tap }) =>
    orders.known
      ? [
          {
            ...{ execution: tap.execution, kind: tap.kind, at: tap.at, audience: tap.audience },
            promised: { low: orders.low, high: orders.high },
            came: result.came,
            told: tap.forecast && chanceUpTo(tap.forecast, result.came),
          },
        ]
      : [],
  );
}

/** How often the promised ranges held; they should eight times in ten. */
export function calibrationOf(past: readonly Past[]): Calibration {
  const cases = casesOf(past);
  const kinds = KINDS.map((kind) => {
    const own = cases.filter((one) => one.kind === kind);
    const below = own.filter(({ came, promised }) => came < promised.low).length;
    const above = own.filter(({ came, promised }) => came > promised.high).length;
    return { kind, inside: own.length - below - above, below, above };
  });
  const promised = past.filter(({ promises: { orders } }) => orders.known).length;
  return { kinds, cases: cases.slice(0, SHOWN), apart: promised - cases.length };
}

export async function calibration(ctx: Ctx, shop: ShopId): Promise<Result<Calibration, Refusal>> {
  if (!ctx.can("cards.read", shop)) return err(NOT_ALLOWED);
  return ok(calibrationOf(await pastOfShop(ctx, { shop, at: ctx.now })));
}
