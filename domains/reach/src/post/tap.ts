import { type BusinessDay, businessDay, type Ctx, type Instant } from "@zhongshu/kernel";
import { assign } from "@zhongshu/trials";
import type { Plan, Post, Preview } from "../contract.ts";
import { armOf, saltOf } from "../execution/draw.ts";
import { laterOf, stopsOf } from "../execution/preview.ts";
import type { One } from "../execution/store.ts";
import { groupCopy } from "../execution/ways/group-copy.ts";
import { say } from "../execution/words.ts";
import { type Decision, decide } from "../gate/gate.ts";
import { mayGoAt } from "../gate/windows.ts";
import { HELD_GROUP } from "../gate/words.ts";
import { policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { spend, spent } from "../slot/store.ts";
import { insertPosts, known, type NewPost } from "./store.ts";

type Arm = Post["arm"];
export type SeenPost = {
  readonly community: string;
  readonly name: string;
  readonly day: BusinessDay;
  readonly arm: Arm;
  /** Why it may not be posted today, for whatever arm. */
  readonly stop: NewPost["reason"];
};

type Drawing = Pick<Plan, "play" | "card" | "key" | "holdOut">;

/**
 * The arm of each group of the day. One of them, drawn by lot, is posted to in any case, so that a tap never comes to
 * nothing; each other is left out with s·k / (k − 1), so that every group has the very same chance s of being left
 * out. A single one has nobody to be compared with, so it is always treated.
 */
export function drawPosts(
  plan: Drawing,
  communities: readonly string[],
  day: BusinessDay,
): (community: string) => Arm {
  const [first, second, ...rest] = communities;
  if (first === undefined || second === undefined) return () => "treated";
  const salt = saltOf(plan);
  const among = communities.length;
  const lot = (name: string) => ({ name, share: 1 / among });
  const arms = [lot(first), lot(second), ...rest.map(lot)] as const;
  const certain = assign({ salt: `${salt}/certain`, arms }, day);
  const share = (plan.holdOut * among) / (among - 1);
  return (community) =>
    certain.assigned && certain.arm === community
      ? "treated"
      : armOf(salt, share, `${community}/${day}`);
}

const stopOf = (decision: Decision): NewPost["reason"] =>
  decision.decision === "refuse" ? { step: decision.at, ...decision.reason } : null;

type Asked = Omit<Plan, "to"> & { readonly communities: readonly string[] };

/** What a tap would do to these groups today. Drawn among those that may be posted to. Writes nothing. */
export async function foreseePosts(
  ctx: Ctx,
  ports: Pick<ReachPorts, "words">,
  plan: Asked,
): Promise<readonly SeenPost[]> {
  const groups = await known(ctx, plan.shop, plan.communities);
  const policy = await policyOf(ctx);
  const then = { ...ctx, now: mayGoAt(ctx.now, policy) };
  const { compliance, grounding } = await say(then, ports.words, plan, true);
  const ledger = await spent(
    ctx,
    groups.map(({ community }) => community),
    policy,
  );
  const consent = { given: null, optedOut: false, plain: false, mergedAcrossArms: false };
  const facts = { now: then.now, message: groupCopy.message, compliance, grounding, consent };
  const rest = { lastHeard: null, policy, standing: null, play: "treated" } as const;
  const day = businessDay(then.now);
  const seen = groups.map((group) => {
    const slots = ledger.get(group.community) ?? [];
    return { ...group, day, stop: stopOf(decide({ ...facts, ...rest, ledger: slots })) };
  });
  const open = seen.filter(({ stop }) => stop === null).map(({ community }) => community);
  const armed = drawPosts(plan, open, day);
  return seen.map((post) => ({ ...post, arm: armed(post.community) }));
}

const placed = ({ community, day, arm, stop }: SeenPost): NewPost => {
  if (stop !== null) return { community, day, arm, state: "stopped", reason: stop };
  if (arm === "treated") return { community, day, arm, state: "waiting", reason: null };
  return {
    community,
    day,
    arm,
    state: "held-out",
    reason: { step: "play-hold-out", ...HELD_GROUP },
  };
};

/** Part of the tap; the groups that are left out spend their ghosts at once. The caller holds the slots. */
export async function enlistPosts(
  ctx: Ctx,
  { shop, execution }: One,
  seen: readonly SeenPost[],
): Promise<void> {
  const posts = seen.map(placed);
  await insertPosts(ctx, { shop, execution }, posts);
  const ghosts = posts.filter(({ state }) => state === "held-out");
  const to = ghosts.map(({ community }) => ({ subject: community, ghost: true }));
  await spend(ctx, { shop, execution, channel: groupCopy.message.channel, to });
}

export const stopOfPost = ({ stop }: SeenPost) =>
  stop === null ? [] : [{ step: stop.step, reason: { zh: stop.zh, en: stop.en } }];

export function previewPosts(
  { way, holdOut }: Pick<Plan, "way" | "holdOut">,
  seen: readonly SeenPost[],
  { goesAt, now }: { readonly goesAt: Instant; readonly now: Instant },
): Preview {
  const toPost = (post: SeenPost): Preview["groups"][number] => {
    const { community, name } = post;
    const [stopped] = stopOfPost(post);
    if (stopped) return { community, name, today: "stopped", reason: stopped.reason };
    return post.arm === "held-out"
      ? { community, name, today: "held-out", reason: HELD_GROUP }
      : { community, name, today: "posted", reason: null };
  };
  const passing = seen.filter(({ stop }) => stop === null);
  const toHoldOut = passing.filter(({ arm }) => arm === "held-out").length;
  return {
    way,
    audience: seen.length,
    toSend: passing.length - toHoldOut,
    later: laterOf(passing.length - toHoldOut, goesAt, now),
    toHoldOut,
    holdOutShare: passing.length < 2 ? 0 : holdOut,
    stopped: stopsOf(seen.flatMap(stopOfPost)),
    groups: seen.map(toPost),
    cost: { minor: 0, currency: "CNY" },
    left: {
      zh: "群里发言按群计数，不占每位客户的次数。",
      en: "A group post counts for the group, not for each customer.",
    },
  };
}
