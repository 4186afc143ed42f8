import { DAY } from "@zhongshu/kernel";
import type { z } from "zod";
import { ReachPolicy } from "../contract.ts";
import { USUAL_POLICY } from "../gate/policy.ts";

/** What holds until an organisation chooses otherwise. */
export const USUAL: ReachPolicy = { ...USUAL_POLICY, windowMs: 7 * DAY, returnMs: 7 * DAY };

/** For the audit: what stood before and what stands after, of what changed. */
export function changeOf(before: ReachPolicy, chosen: Chosen) {
  const isNew = ([key, value]: readonly [string, unknown]): boolean =>
    Object.entries(before).every(
      ([other, held]) => other !== key || JSON.stringify(held) !== JSON.stringify(value),
    );
  const after = Object.fromEntries(Object.entries(chosen).filter(isNew));
  return {
    before: Object.fromEntries(Object.entries(before).filter(([key]) => key in after)),
    after,
  };
}

/** Only what was chosen is kept, so that a better usual value reaches whoever never chose. */
export const Chosen = ReachPolicy.partial();
export type Chosen = z.infer<typeof Chosen>;

/** What was chosen over what is usual. A stored value that is no longer understood counts as not chosen. */
export function holding(stored: unknown): ReachPolicy {
  const chosen = Chosen.safeParse(stored);
  return ReachPolicy.parse({ ...USUAL, ...(chosen.success ? chosen.data : {}) });
}
