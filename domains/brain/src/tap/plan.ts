import type { Draft } from "@zhongshu/cards";
import type { ProfileId } from "@zhongshu/kernel";
import { profileId, type Text } from "@zhongshu/kernel";
import type { Preview, Way } from "@zhongshu/reach/contract";
import { ENOUGH_OUTCOMES, planHoldOut } from "@zhongshu/trials";
import type { Facts } from "../card/facts.ts";
import { ofAWeek } from "../learn/looks.ts";
import { enoughBefore, hopedOf, type Looked } from "../promise/enough.ts";
import { type Beliefs, partOf } from "../promise/promises.ts";

export type Style = Draft["style"];

/** Ways that a card can go out by, the suggested one first: to these persons, or to their whole group. */
export const waysOf = (kind: Facts["kind"]): readonly Way[] =>
  kind === "due-again" ? ["inbox", "named-copy"] : ["group-copy", "inbox"];

export type Audience =
  | { readonly persons: readonly ProfileId[] }
  | { readonly communities: readonly string[] };

/** A community of the shop with those whom we know in it at this moment. */
export type Group = { readonly id: string; readonly members: readonly ProfileId[] };

/**
 * The card's own group first, then the larger ones: each whose members mostly read nothing yet. Who is in two groups
 * reads both posts, so a group that lies in another cannot be left out, nor posted to, by itself.
 */
function groupsOf(own: string, groups: readonly Group[]): readonly Group[] {
  const first = groups.find(({ id }) => id === own) ?? { id: own, members: [] };
  const others = groups
    .filter(({ id }) => id !== own)
    .toSorted((a, b) => b.members.length - a.members.length || (a.id < b.id ? -1 : 1));
  const read = new Set<ProfileId>(first.members);
  const chosen: Group[] = [first];
  for (const group of others) {
    const known = group.members.filter((one) => read.has(one)).length;
    if (group.members.length === 0 || 2 * known >= group.members.length) continue;
    chosen.push(group);
    for (const one of group.members) read.add(one);
  }
  return chosen;
}

/** Whom this way reaches, and how many customers that are. */
export function audienceOf(facts: Facts, way: Way, groups: readonly Group[]) {
  const { to, people } = reached(facts, way, groups);
  return { to, people: new Set(people).size };
}

type Reached = { readonly to: Audience; readonly people: readonly ProfileId[] };

function reached(facts: Facts, way: Way, groups: readonly Group[]): Reached {
  if (facts.kind === "due-again") {
    const people = facts.profiles.map(profileId);
    return { to: { persons: people }, people };
  }
  const own = facts.community.id;
  if (way !== "group-copy") {
    const people = groups.find(({ id }) => id === own)?.members ?? [];
    return { to: { persons: people }, people };
  }
  const posted = groupsOf(own, groups);
  const people = posted.flatMap(({ members }) => members);
  return { to: { communities: posted.map(({ id }) => id) }, people };
}

/** Of a play that was never tried, so many come anyway. */
const USUAL_RATE = 0.05;
/**
 * One group in five is left out: groups are the observations, so no single post can be planned for its own power, and
 * an owner who taps mostly wants to post.
 */
const GROUPS_HELD_OUT = 0.2;

/**
 * An execution that cannot speak for itself whatever is left out serves the pool, which learns from s(1 − s): three in
 * ten teach 84 % of what a half would, at three fifths of its cost.
 */
const FOR_THE_POOL = 0.3;

function rateOf(facts: Facts, people: number, { came }: Beliefs): number {
  if (facts.kind === "due-again" && facts.expected !== null && people > 0)
    return facts.expected.buyers / people;
  const seen = came.reduce((sum, one) => sum + one.people, 0);
  const bought = came.reduce((sum, one) => sum + one.buyers, 0);
  return seen > 0 && bought > 0 ? bought / seen : USUAL_RATE;
}

/** The part to leave out of a way that writes to one group, or to several. */
const groupShare = (groups: number): number => (groups > 1 ? GROUPS_HELD_OUT : 0);

/** The part to leave out this time: as the expected buyers ask for, from 10 to 50 in a hundred. */
export const shareOf = (facts: Facts, audience: Audience, beliefs: Beliefs): number =>
  "communities" in audience
    ? groupShare(audience.communities.length)
    : personShare(facts, audience.persons.length, beliefs);

/** What a card speaks of before a way was chosen: its first way. */
export const usualShare = (facts: Facts, people: number, beliefs: Beliefs): number =>
  facts.kind === "due-again" ? personShare(facts, people, beliefs) : groupShare(1);

function lookedAt(facts: Facts, people: number, beliefs: Beliefs): Looked {
  const { worth } = beliefs;
  const lift = worth && worth.won * partOf(facts, people, worth);
  return { base: rateOf(facts, people, beliefs), lift };
}

const personShare = (facts: Facts, people: number, beliefs: Beliefs): number =>
  people === 0 ? 0 : partLeftOut({ people, ...lookedAt(facts, people, beliefs) });

/** The part of so many people to leave out, of whom `base` would buy anyway; `lift` is what is believed of the message, if anything is. */
export function partLeftOut({ people, ...looked }: Looked & { readonly people: number }): number {
  const { base, lift } = hopedOf(looked);
  const { share, outcomes } = planHoldOut({ people, base, lift });
  return outcomes < ENOUGH_OUTCOMES ? Math.min(share, FOR_THE_POOL) : share;
}

const ONE_GROUP: Text = {
  zh: "只有一个群，没有群可以比：结果只能和发之前比，作参考，算“未验证”。",
  en: "One group has no other to be compared with: the time before is a reference, and the result stays “unproven”.",
};

const GROUPS_TODAY: Text = {
  zh: "今天抽签的结果是几个群都发，这一次没有先不发的群可以比：它会和历次的群、历次的日子合起来比。",
  en: "Today's draw leaves no group out, so this one has nothing to be compared with by itself: it counts together with the groups and days of other times.",
};
const ALL_GROUPS: Text = {
  zh: "这次一个群都不留，有没有用就“未验证”：只能和发之前比，作参考。",
  en: "No group is left out, so the result stays “unproven”: the time before is a reference and no more.",
};

const NOBODY_LEFT: Text = {
  zh: "这次一个都不留，有没有用就“未验证”：只有数目，不知道不发会怎样。",
  en: "Nobody is left out, so the result stays “unproven”: counts only, without what would have happened anyway.",
};

type Seen = Pick<Preview, "way" | "toHoldOut" | "groups">;

const openGroups = ({ groups }: Pick<Preview, "groups">): number =>
  groups.filter(({ today }) => today !== "stopped").length;

const GROUP_DAYS: Text = {
  zh: "也发到成员差不多不重复的别的群：有的群发、有的群先不发，才好比。两边各满 20 个群日，合起来看有没有用。",
  en: "It goes to other groups of mostly other members too, some of which are left out, so that there is something to compare: with 20 group days of each kind it can be told whether it helps.",
};

type Sides = Pick<Preview, "way" | "audience" | "toSend" | "toHoldOut" | "holdOutShare" | "groups">;

/**
 * Of persons of whom some are left out: whether this one will tell by itself if it helped; not in a window of another length
 * than the week that is known of. Of groups: what it takes, which no single post has.
 */
export function enoughIn(
  facts: Facts,
  { windowMs, ...seen }: Sides & { readonly windowMs: number },
  beliefs: Beliefs,
): Text | null {
  if (seen.way === "group-copy")
    return seen.holdOutShare > 0 && openGroups(seen) > 1 ? GROUP_DAYS : null;
  if (!ofAWeek({ at: 0, closesAt: windowMs })) return null;
  const split = { treated: seen.toSend, heldOut: seen.toHoldOut };
  return enoughBefore(split, lookedAt(facts, seen.audience, beliefs));
}

/** Said when nobody is left out: then this one can teach nothing by itself. */
export function unprovenBy(share: number, { way, toHoldOut, groups }: Seen): Text | null {
  if (share > 0 && toHoldOut > 0) return null;
  if (way !== "group-copy") return NOBODY_LEFT;
  if (openGroups({ groups }) < 2) return ONE_GROUP;
  return share > 0 ? GROUPS_TODAY : ALL_GROUPS;
}
