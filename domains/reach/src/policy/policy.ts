import { DAY } from "@zhongshu/kernel";
import type { z } from "zod";
import { ReachPolicy } from "../contract.ts";
import { USUAL_POLICY } from "../gate/policy.ts";

/** What holds until an organisation chooses otherwise. */
export const USUAL: ReachPolicy = { ...USUAL_POLICY, windowMs: 7 * DAY, returnMs: 7 * DAY };

/** Only what was chosen is kept, so that a better usual value reaches whoever never chose. */
export const Chosen = ReachPolicy.partial();
export type Chosen = z.infer<typeof Chosen>;

/** What was chosen over what is usual. A stored value that is no longer understood counts as not chosen. */
export function holding(stored: unknown): ReachPolicy {
  const chosen = Chosen.safeParse(stored);
  return ReachPolicy.parse({ ...USUAL, ...(chosen.success ? chosen.data : {}) });
}
