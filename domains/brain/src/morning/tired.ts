import { type BusinessDay, type Ctx, DAY, plusDays, profileId, startOf } from "@zhongshu/kernel";
import type { DueFacts } from "../card/facts.ts";
import { among, type Candidate } from "../due/due.ts";
import { type Fatigue, fatigueOf, isTired, talliesOf } from "../fatigue/fatigue.ts";
import type { BrainPorts, Check } from "../ports.ts";

/** So many people who were written to last say enough of how people tire, over so many days. */
const LATEST = 2_000;
const LEARNT_DAYS = 60;
/** What is felt of older messages is next to nothing. */
export const FELT_DAYS = 28;

/** How people tire, by the messages of the whole organisation until the evening before. */
export type Tiredness = {
  readonly fatigue: Fatigue;
  readonly tallies: ReturnType<typeof talliesOf>;
};

export async function tiredness(ctx: Ctx, ports: BrainPorts, day: BusinessDay): Promise<Tiredness> {
  const until = startOf(day);
  const from = startOf(plusDays(day, -LEARNT_DAYS));
  const got = await ports.reach.got(ctx, { from, until, to: { latest: LATEST } });
  const fatigue = fatigueOf(got, until);
  return { fatigue, tallies: talliesOf(fatigue, got) };
}

/** Those of a candidate who may be written to, and those who had better be left in peace. */
type Split = (candidate: Candidate) => {
  readonly rested: Candidate;
  readonly tired: readonly string[];
};

/** Splits those who are due by whether messages came to them too lately. */
export async function restedOf(
  ctx: Ctx,
  ports: BrainPorts,
  asked: {
    readonly day: BusinessDay;
    readonly fatigue: Fatigue;
    readonly candidates: readonly Candidate[];
  },
): Promise<Split> {
  const until = startOf(asked.day);
  const profiles = new Set(asked.candidates.flatMap(({ due }) => due.map((d) => d.profile)));
  const stretch = { from: startOf(plusDays(asked.day, -FELT_DAYS)), until };
  const to = [...profiles].map(profileId);
  const got = to.length === 0 ? [] : await ports.reach.got(ctx, { ...stretch, to });
  const ages = new Map<string, number[]>();
  for (const { profile, at } of got)
    ages.set(profile, [...(ages.get(profile) ?? []), (until - at) / DAY]);
  const spared = (profile: string): boolean => isTired(asked.fatigue, ages.get(profile) ?? []);
  return (candidate) => ({
    rested: among(candidate, ({ profile }) => !spared(profile)),
    tired: candidate.due.flatMap(({ profile }) => (spared(profile) ? [profile] : [])),
  });
}

type Spared = { readonly tired: NonNullable<DueFacts["tired"]>; readonly check: Check };

/** What a card says of whom it leaves in peace; null where it is nobody. */
export async function sparedOn(
  ctx: Ctx,
  ports: BrainPorts,
  {
    day,
    tired,
    tallies,
  }: {
    readonly day: BusinessDay;
    readonly tired: readonly string[];
    readonly tallies: Tiredness["tallies"];
  },
): Promise<Spared | null> {
  if (tired.length === 0) return null;
  const from = plusDays(day, -FELT_DAYS);
  const stretch = { from: startOf(from), until: startOf(day) };
  const asked = { ...stretch, profiles: tired.map(profileId), limit: 0 };
  const { check } = await ports.reach.gotRows(ctx, asked);
  return {
    tired: { profiles: tired, from, such: tallies.tired, others: tallies.others },
    check,
  };
}
