import { setTimeout as pause } from "node:timers/promises";
import type { AsTenant, Instant, Seal, ShopId } from "@zhongshu/kernel";
import { SECOND } from "@zhongshu/kernel";
import type { TailEvent } from "../contract.ts";
import { events } from "../reading/reading.ts";

const POLL = 300;
const PAGE = 200;
// Transactions commit in another order than they take their numbers: so long a late one is looked for.
const GRACE = 5 * SECOND;

type Follow = {
  readonly asTenant: AsTenant;
  readonly seal: Seal;
  readonly shop: ShopId;
  readonly signal: AbortSignal;
  clock(): Instant;
};

/**
 * Each event of the shop that is stored from now on, once, until `signal` aborts. It reads the rows, so it
 * works whichever process took the events in; and only while somebody looks.
 */
export async function* follow(by: Follow): AsyncGenerator<TailEvent, void, undefined> {
  const shown = new Set<number>();
  const [newest] = (await read(by, undefined, 1)).toReversed();
  let settled = newest?.seq ?? 0;
  let marks: { readonly seq: number; readonly at: Instant }[] = [{ seq: settled, at: by.clock() }];
  let last = settled;
  while (!by.signal.aborted) {
    for (const event of await unseen(by, settled, shown)) {
      shown.add(event.seq);
      last = Math.max(last, event.seq);
      yield event;
    }
    marks.push({ seq: last, at: by.clock() });
    const past = marks.filter((mark) => mark.at <= by.clock() - GRACE);
    settled = past.at(-1)?.seq ?? settled;
    marks = marks.slice(Math.max(0, past.length - 1));
    for (const seq of shown) if (seq <= settled) shown.delete(seq);
    await pause(POLL, undefined, { signal: by.signal }).catch(() => undefined);
  }
}

const read = (
  by: Follow,
  after: number | undefined,
  limit: number,
): Promise<readonly TailEvent[]> =>
  by.asTenant({ ...by.seal, now: by.clock() }, (ctx) =>
    events(ctx, { shop: by.shop, after, limit }),
  );

/** A whole page of known events says nothing about those behind it, so it reads on. */
async function unseen(
  by: Follow,
  after: number,
  shown: ReadonlySet<number>,
): Promise<readonly TailEvent[]> {
  const page = await read(by, after, PAGE);
  const fresh = page.filter((event) => !shown.has(event.seq));
  const end = page.at(-1);
  if (fresh.length > 0 || page.length < PAGE || end === undefined) return fresh;
  return unseen(by, end.seq, shown);
}
