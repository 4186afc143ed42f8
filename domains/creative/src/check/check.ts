import { DAY, type Instant, type Text } from "@zhongshu/kernel";
import type { Brief, Form, Holes } from "../contract.ts";
import type { Length } from "../grammar/compose.ts";
import type { CreativePorts } from "../ports.ts";
import { unfounded } from "./claims.ts";
import { answerAskedIn } from "./reply.ts";
import { LIMITS, sizeOf } from "./size.ts";
import { unsupported } from "./unsupported.ts";

type Guard = CreativePorts["guard"];

const HOLE = /\{\{[^{}]*\}\}/g;

/** The placeholders of the brief that are known. */
export const knownHoles = (holes: Holes): readonly string[] =>
  Object.values(holes).filter((hole) => hole !== null);

/** What is wrong with the placeholders: one that nobody gave, a broken one, or one that got lost. */
function aboutHoles(words: string, { holes }: Brief): Text | null {
  const used: readonly string[] = words.match(HOLE) ?? [];
  const known = knownHoles(holes);
  const strange = used.find((hole) => !known.includes(hole));
  if (strange !== undefined || /[{}]/.test(words.replace(HOLE, "")))
    return { zh: "占位符写错了", en: "a placeholder is broken" };
  if (!used.includes(holes.title)) return { zh: "丢了商品名", en: "the product's name is missing" };
  const priced = holes.price === null || used.includes(holes.price);
  return priced || (holes.coupon !== null && used.includes(holes.coupon))
    ? null
    : { zh: "丢了价格", en: "the price is missing" };
}

type For = { readonly brief: Brief; readonly form: Form; readonly length: Length };

const baseless = (claim: string): Text => ({
  zh: `“${claim}”在商品资料里没有依据`,
  en: `nothing known of the product supports “${claim}”`,
});

/** Why a template may not be shown; null when it may. Its sentences are our own: what is checked is how they are filled. */
export function unfit(guard: Guard, words: string, { brief, form, length }: For): Text | null {
  const size = sizeOf(words);
  if (size > LIMITS[length]) return { zh: "写得太长", en: "it is too long" };
  const holes = aboutHoles(words, brief);
  if (holes !== null) return holes;
  const [figure] = guard.figures(words);
  if (figure) return { zh: `手写了“${figure.term}”`, en: `it states “${figure.term}” by hand` };
  const claim = unfounded(words, brief);
  if (claim !== null) return baseless(claim);
  const asked = form === "inbox" ? answerAskedIn(words) : null;
  if (asked !== null)
    return {
      zh: `收件箱里客户回不了话，不能写“${asked}”`,
      en: `nobody can answer in an inbox, so not “${asked}”`,
    };
  const [finding] = guard.review(words).findings;
  return finding
    ? {
        zh: `“${finding.term}”不能用：${finding.why.zh}`,
        en: `“${finding.term}”: ${finding.why.en}`,
      }
    : null;
}

/**
 * Why a model's words may not be shown to anybody; null when they may. The same for its answer and for what was kept:
 * a coupon that ended since makes kept words fall.
 */
export function wrong(guard: Guard, words: string, seen: For): Text | null {
  const base = unfit(guard, words, seen);
  if (base !== null) return base;
  const claim = unsupported(words, seen.brief);
  return claim === null ? null : baseless(claim);
}

const harmless = (guard: Guard, words: string): boolean =>
  !/[{}]/.test(words) && guard.figures(words).length === 0 && guard.review(words).passes;

/** A count is told as what is there now for so long; later nobody knows what was sold since. */
const isFresh = ({ stockAt = null }: Brief, now: Instant): boolean =>
  stockAt !== null && now - stockAt <= DAY;

/** The brief without category and selling points that may not be said, and without a stock that is old by now. */
export const sayable = (guard: Guard, brief: Brief, now: Instant): Brief => {
  const { category, points } = brief.product;
  return {
    ...brief,
    holes: { ...brief.holes, stock: isFresh(brief, now) ? brief.holes.stock : null },
    product: {
      ...brief.product,
      category: category !== null && harmless(guard, category) ? category : null,
      points: points.filter((point) => harmless(guard, point)),
    },
  };
};
