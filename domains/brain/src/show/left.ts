import { type Ctx, profileId } from "@zhongshu/kernel";
import type { DueFacts, Facts } from "../card/facts.ts";
import { fewer } from "../due/due.ts";
import { median } from "../due/median.ts";
import type { BrainPorts } from "../ports.ts";

type Rhythm = { readonly gap: number | null; readonly since: number };

/** What a due-again card counts of its people, by the rows of those who are left. */
export function counted(
  facts: DueFacts,
  rhythms: readonly Rhythm[],
  looked: number,
): Pick<DueFacts, "again" | "passed" | "since" | "interest" | "expected"> {
  const own = rhythms.flatMap(({ gap, since }) => (gap === null ? [] : [{ gap, since }]));
  const { expected, interest, profiles, gone = 0 } = facts;
  const left = profiles.length;
  return {
    again:
      own.length > 0 ? { customers: own.length, days: median(own.map(({ gap }) => gap)) } : null,
    ...(own.length > 0 && { passed: own.filter(({ gap, since }) => since >= gap).length }),
    since: median(rhythms.map(({ since }) => since)),
    interest: interest ? { ...interest, looked } : null,
    expected: expected && fewer(expected, { left, of: left + gone }),
  };
}

const rhythmOf = (row: Readonly<Record<string, unknown>>): Rhythm => ({
  gap: row["gap"] === null ? null : Number(row["gap"]),
  since: Number(row["since"]),
});

/** The facts of a card, counted anew of those who are left where somebody of them was erased before it went out. */
export async function ofThoseLeft(ctx: Ctx, ports: BrainPorts, facts: Facts): Promise<Facts> {
  if (facts.kind !== "due-again" || facts.gone === undefined) return facts;
  const { shop, product, to, interest, passed: _, ...rest } = facts;
  const profiles = facts.profiles.map(profileId);
  const limit = profiles.length;
  const rhythm = await ports.orders.rhythmRows(ctx, { shop, product, to, profiles, limit });
  const looks = interest
    ? await ports.people.attentionRows(ctx, {
        ...{ shop, profiles, to, category: interest.category, from: interest.from },
        ...{ without: [], limit: limit * LOOKED_DAYS },
      })
    : null;
  const looked = new Set(looks?.rows.map(({ profile }) => profile)).size;
  return { ...rest, shop, product, to, ...counted(facts, rhythm.rows.map(rhythmOf), looked) };
}

/** More days than any card looks back. */
const LOOKED_DAYS = 60;
