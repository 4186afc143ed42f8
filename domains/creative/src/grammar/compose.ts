import { type Brief, type Form, keptForm, type Style } from "../contract.ts";
import { type Pick, said } from "./expand.ts";
import { expertGroup, expertInbox, expertPrivate } from "./expert.ts";
import type { Voice } from "./phrases.ts";
import { hash, picksOf } from "./seed.ts";
import { vocative } from "./vocative.ts";
import { warmGroup, warmInbox, warmPrivate } from "./warm.ts";
import { wittyGroup, wittyInbox, wittyPrivate } from "./witty.ts";

/** `turn` counts how often the owner asked for another one. */
export type Wanted = { readonly style: Style; readonly form: Form; readonly turn: number };

const VOICES: Readonly<Record<Style, Readonly<Record<Form, Voice>>>> = {
  expert: { group: expertGroup, private: expertPrivate, inbox: expertInbox },
  warm: { group: warmGroup, private: warmPrivate, inbox: warmInbox },
  witty: { group: wittyGroup, private: wittyPrivate, inbox: wittyInbox },
};

const LENGTHS = ["short", "medium", "long"] as const;
export type Length = (typeof LENGTHS)[number];

type Part = Exclude<keyof Voice, "who">;
type Line = readonly Part[];

/** Lines of parts; each part is a sentence. */
const SHAPES: Readonly<Record<Length, readonly (readonly Line[])[]>> = {
  short: [
    [["lead", "price", "end", "ask"]],
    [
      ["lead", "ask"],
      ["price", "end"],
    ],
  ],
  medium: [
    [["hook", "reason"], ["product", "price", "end"], ["ask"]],
    [["hook"], ["lead", "price", "end"], ["ask", "close"]],
    [
      ["reason", "product", "point"],
      ["price", "end", "ask"],
    ],
  ],
  long: [
    [["hook"], ["reason", "product"], ["point"], ["price", "end", "stock"], ["ask", "close"]],
    [
      ["hook", "reason"],
      ["product", "point"],
      ["price", "stock", "end"],
      ["close", "ask"],
    ],
    [["hook"], ["lead", "point"], ["price", "end"], ["stock"], ["ask", "close"]],
  ],
};

/** Names of goods often end in "225g": a space before the word that follows. */
const RUN_ON = /(?<=\{\{title:[^{}]*\}\})(?=\p{Script=Han})/gu;

const ORDER: Readonly<Record<Style, number>> = { expert: 0, warm: 1, witty: 2 };

/** A card's three styles have three lengths, in an order of the card's own; another turn moves them on. */
export const lengthOf = ({ card }: { readonly card: string }, { style, turn }: Wanted): Length =>
  LENGTHS[(hash(card) + ORDER[style] + turn) % LENGTHS.length] ?? "medium";

function slotsOf(brief: Brief, style: Style, { voice, pick }: { voice: Voice; pick: Pick }) {
  const { holes, product, community } = brief;
  return {
    t: holes.title,
    c: product.category ?? "这类商品",
    who: vocative(community, voice.who, pick),
    p: holes.price,
    // A list price beside nothing cheaper tells nothing.
    l: holes.coupon === null ? null : holes.list,
    q: holes.coupon,
    u: holes.until,
    s: holes.stock,
    pt: product.points[(hash(brief.card) + ORDER[style]) % product.points.length] ?? null,
  };
}

/** One draft out of the grammar: the same card, style, form and turn always give the same words. */
export function compose(brief: Brief, wanted: Wanted): string {
  const { style, form, turn } = wanted;
  // The inbox goes as near to what the owner read as it can.
  const pick = picksOf(brief.card, style, keptForm(form), String(turn));
  const voice = VOICES[style][form];
  const slots = slotsOf(brief, style, { voice, pick });
  const shapes = SHAPES[lengthOf(brief, wanted)];
  const shape = shapes[pick(shapes.length)] ?? [];
  const sentence = (part: Part): string => {
    const pool = part === "lead" || part === "reason" ? voice[part][brief.play] : voice[part];
    return said(pool, slots, pick);
  };
  const gap = style === "witty" ? " " : "";
  return shape
    .map((line) =>
      line
        .map(sentence)
        .filter((words) => words !== "")
        .join(gap),
    )
    .filter((line) => line !== "")
    .join("\n")
    .replaceAll(RUN_ON, " ");
}
