import { unfit } from "../check/check.ts";
import type { Brief, Words } from "../contract.ts";
import type { CreativePorts } from "../ports.ts";
import { compose, lengthOf, type Wanted } from "./compose.ts";

/** So many other drafts are tried when one does not pass; a category may make a sentence too long. */
const TRIES = 12;
const STEP = 1_000;

/** The draft of this style, form and turn out of the grammar: the first that passes all checks. */
export function template(guard: CreativePorts["guard"], brief: Brief, wanted: Wanted): Words {
  const length = lengthOf(brief, wanted);
  const drafts = Array.from(
    { length: TRIES },
    (_, n) => () =>
      // A step that keeps the length, and that no owner reaches by asking.
      compose(brief, { ...wanted, turn: wanted.turn + n * 3 * STEP }),
  );
  let words = "";
  for (const draft of drafts) {
    words = draft();
    if (unfit(guard, words, { brief, form: wanted.form, length }) === null) break;
  }
  const { style, form } = wanted;
  return { style, form, madeBy: "template", words };
}
