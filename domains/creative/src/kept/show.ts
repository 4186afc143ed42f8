import { AI_LABEL } from "@zhongshu/cards";
import { type Instant, MINUTE, type Text } from "@zhongshu/kernel";
import { wrong } from "../check/check.ts";
import type { Brief, Form, Style, Words } from "../contract.ts";
import { lengthOf } from "../grammar/compose.ts";
import { template } from "../grammar/templates.ts";
import type { CreativePorts } from "../ports.ts";
import type { Kept } from "./store.ts";

/** A process that died in the middle is not waited for longer. */
const FADES = MINUTE;

export const isWriting = (kept: Kept | null, now: Instant): boolean =>
  kept !== null && kept.writingSince !== null && now - kept.writingSince < FADES;

/** The label is part of the words, so that it goes wherever they are copied or sent. */
export const labelled = (words: string): string => `${words}\n「${AI_LABEL.zh}」`;

export const notUsed = (why: Text): Text => ({
  zh: `AI 写的这条没有用上：${why.zh}。先用模板。`,
  en: `What the model wrote is not used: ${why.en}. This is a template.`,
});

export type Seen = {
  /** With nothing in it that may not be said. */
  readonly brief: Brief;
  readonly style: Style;
  readonly form: Form;
  readonly kept: Kept | null;
  readonly now: Instant;
};

/** What stands on the card now: the model's words while every check still holds, else a template and the reason. */
export function shown(guard: CreativePorts["guard"], seen: Seen): Words {
  const { brief, style, form, kept, now } = seen;
  const wanted = { style, form, turn: kept?.turn ?? 0 };
  if (kept !== null && kept.words !== null) {
    const fell = wrong(guard, kept.words, { brief, form, length: lengthOf(brief, wanted) });
    if (fell === null) return { style, form, madeBy: "model", words: labelled(kept.words) };
    return { ...template(guard, brief, wanted), told: notUsed(fell) };
  }
  return {
    ...template(guard, brief, wanted),
    ...(isWriting(kept, now) ? { writing: true as const } : {}),
    ...(kept?.told ? { told: kept.told } : {}),
  };
}
