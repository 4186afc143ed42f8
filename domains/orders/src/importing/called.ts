import { digest, type ImportEvent } from "@zhongshu/ledger/contract";
import type { Line } from "./line.ts";
import type { Ordinals } from "./ordinals.ts";

/** What customers are called, once in a file for each and what they are called by. */
export function callings(
  source: string,
  lines: readonly Line[],
  seen: Ordinals,
): readonly ImportEvent[] {
  return lines.flatMap(({ customer: userId, anonymous: anonymousId, called: traits, at, row }) => {
    if ((userId === null && anonymousId === null) || Object.keys(traits).length === 0) return [];
    const content = JSON.stringify([userId, anonymousId, traits]);
    if (seen.next(content) > 1) return [];
    const told = { messageId: `import:called:${source}:${digest(content)}`, type: "identified" };
    const properties = { traits, listed: true };
    return [{ ...told, anonymousId, userId, at, properties, rows: 0, lines: [row.row] }];
  });
}
