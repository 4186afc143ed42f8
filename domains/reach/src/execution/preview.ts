import { DAY, type Instant, type Text } from "@zhongshu/kernel";
import type { Plan, Preview, ReachPolicy } from "../contract.ts";
import { HELD_FOR_EVER, quiet } from "../gate/words.ts";
import { refused, type Seen } from "./tap.ts";
import type { Weighed } from "./weigh.ts";

type Stopped = Preview["stopped"][number];

/** How many each reason stops: one step may have several, and each is told with its own count and words. */
export function stopsOf(
  stops: readonly { readonly step: string; readonly reason: Text }[],
): Stopped[] {
  const by = Map.groupBy(stops, ({ step, reason }) => `${step} ${reason.zh}`);
  const all = [...by.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, count: same.length }] : [];
  });
  return all.toSorted((a, b) => b.count - a.count);
}

/** Why somebody cannot be written to, if they cannot. */
export const stopOf = ({ arm, decision }: Weighed) => {
  if (decision.decision === "refuse") return [{ step: decision.at, reason: decision.reason }];
  return arm === "programme" ? [{ step: "standing-hold-out", reason: HELD_FOR_EVER }] : [];
};

/** What these persons may still be sent, on average. */
export function left(people: readonly Weighed[], { frequency }: ReachPolicy, now: number): Text {
  if (frequency === null)
    return { zh: "没有设每人的频次上限。", en: "There is no cap on messages a person." };
  const { most, days } = frequency;
  const since = now - days * DAY;
  const each = people.map(({ slots }) =>
    Math.max(0, most - slots.filter((s) => s.kind === "optional" && s.at > since).length),
  );
  const mean = each.length === 0 ? most : each.reduce((a, b) => a + b, 0) / each.length;
  const rest = String(Math.round(mean * 10) / 10);
  return {
    zh: `每人 ${days} 天最多 ${most} 条，这些人平均还剩 ${rest} 条。`,
    en: `At most ${most} messages in ${days} days each; these people have ${rest} left on average.`,
  };
}

/** Whoever would be written to waits for the end of quiet hours, all alike; null where they are over. */
export const laterOf = (count: number, goesAt: Instant, now: Instant): Preview["later"] =>
  goesAt > now && count > 0 ? { count, at: goesAt, why: quiet(goesAt) } : null;

/** The numbers before the tap: everybody is in exactly one of them. */
export function previewOf(
  { way, holdOut }: Pick<Plan, "way" | "holdOut">,
  { people, policy, goesAt }: Seen,
  now: number,
): Preview {
  const passing = people.filter((one) => !refused(one));
  const count = (arm: Weighed["arm"]) => passing.filter((one) => one.arm === arm).length;
  return {
    way,
    audience: people.length,
    toSend: count("treated"),
    later: laterOf(count("treated"), goesAt, now),
    toHoldOut: count("held-out"),
    holdOutShare: holdOut,
    stopped: stopsOf(people.flatMap(stopOf)),
    groups: [],
    cost: { minor: 0, currency: "CNY" },
    left: left(passing, policy, goesAt),
  };
}
