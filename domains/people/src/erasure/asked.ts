import { type Ctx, profileId, type ShopId } from "@zhongshu/kernel";
import { z } from "zod";
import { known } from "../profile/read.ts";
import type { Known } from "./gather.ts";

const Strings = z.array(z.string());
const Kept = z.object({
  ids: z.array(z.string().transform(profileId)),
  stones: z.array(
    z.object({ kind: z.enum(["user", "anonymous", "told", "phone"]), value: z.string() }),
  ),
  called: z.object({ ids: Strings, words: Strings, phones: Strings }),
});
const Told = Kept.transform(
  ({ called, ...rest }): Known => ({
    ...rest,
    called: { ...called, phones: new Set(called.phones) },
  }),
);

/** All by which a person is known when they ask, to be kept until they are erased. */
export const kept = ({ called, ...rest }: Known): string =>
  JSON.stringify({ ...rest, called: { ...called, phones: [...called.phones] } });

/** What was kept; null where nothing was, as for a wish of before. */
export function askedKnown(told: unknown): Known | null {
  const read = Told.safeParse(told);
  return read.success ? read.data : null;
}

type Both = { readonly shop: ShopId; readonly asked: Known | null; readonly now: Known };
const both = <T>(a: Iterable<T>, b: Iterable<T>): T[] => [...new Set([...a, ...b])];

/**
 * By what a person was known when they asked, and is known now. What an undone import took away meanwhile must keep them out
 * all the same; what was parted from them meanwhile is somebody else, and then only what is known now counts.
 */
export async function knownThenAndNow(ctx: Ctx, { shop, asked, now }: Both): Promise<Known> {
  if (asked === null) return now;
  const own = new Set(now.ids);
  for (const id of asked.ids) {
    const person = own.has(id) ? null : await known(ctx, { shop, id });
    if (person !== null && !own.has(person)) return now;
  }
  return {
    ids: both(asked.ids, now.ids),
    stones: [...asked.stones, ...now.stones],
    called: {
      ids: both(asked.called.ids, now.called.ids),
      words: both(asked.called.words, now.called.words),
      phones: new Set(both(asked.called.phones, now.called.phones)),
    },
  };
}
