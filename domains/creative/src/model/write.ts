import { wrong } from "../check/check.ts";
import { notUsed } from "../kept/show.ts";
import type { Written } from "../kept/store.ts";
import type { CreativePorts, Writer } from "../ports.ts";
import { Answer, type Asked, promptOf, restored } from "./prompt.ts";

/** Asks the model for one draft; nothing it says is kept before every check has passed. */
export async function write(
  { guard }: Pick<CreativePorts, "guard">,
  writer: Writer,
  asked: Asked,
  signal: AbortSignal,
): Promise<Written> {
  const { brief, form, length } = asked;
  const answer = await writer.write(promptOf(asked), Answer, signal);
  if (!answer.ok) return { words: null, told: notUsed(answer.error.why) };
  const words = restored(answer.value.value.words.trim(), brief.holes);
  const why = wrong(guard, words, { brief, form, length });
  return why === null ? { words, told: null } : { words: null, told: notUsed(why) };
}
