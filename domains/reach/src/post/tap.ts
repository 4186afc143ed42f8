import { type BusinessDay, businessDay, type Ctx } from "@zhongshu/kernel";
import type { Plan, Post, Preview } from "../contract.ts";
import { armOf, saltOf } from "../execution/draw.ts";
import { stopsOf } from "../execution/preview.ts";
import type { One } from "../execution/store.ts";
import { groupCopy } from "../execution/ways/group-copy.ts";
import { say } from "../execution/words.ts";
import type { Slot } from "../gate/facts.ts";
import { type Decision, decide } from "../gate/gate.ts";
import { policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { spend, spent } from "../slot/store.ts";
import { insertPosts, known, type NewPost } from "./store.ts";

export type SeenPost = {
  readonly community: string;
  readonly day: BusinessDay;
  readonly arm: Post["arm"];
  /** Why it may not be posted today, for whatever arm. */
  readonly stop: NewPost["reason"];
  readonly slots: readonly Slot[];
};

type Drawing = Omit<Plan, "to"> & { readonly communities: readonly string[] };

/** Each group by group and day; a single one has nobody to be compared with, so it is always treated. */
export function drawPosts(
  plan: Pick<Plan, "play" | "card" | "key" | "holdOut">,
  communities: readonly string[],
  day: BusinessDay,
): readonly { readonly community: string; readonly day: BusinessDay; readonly arm: Post["arm"] }[] {
  const salt = saltOf(plan);
  const alone = communities.length < 2;
  return communities.map((community) => ({
    community,
    day,
    arm: alone ? "treated" : armOf(salt, plan.holdOut, `${community}/${day}`),
  }));
}

const stopOf = (decision: Decision): NewPost["reason"] =>
  decision.decision === "refuse" ? { step: decision.at, ...decision.reason } : null;

/** What a tap would do to these groups today. Writes nothing. */
export async function foreseePosts(
  ctx: Ctx,
  ports: Pick<ReachPorts, "words">,
  plan: Drawing,
): Promise<readonly SeenPost[]> {
  const communities = await known(ctx, plan.shop, plan.communities);
  const policy = await policyOf(ctx);
  const { compliance, grounding } = await say(ctx, ports.words, plan, true);
  const ledger = await spent(ctx, communities, policy);
  const consent = { given: null, optedOut: false, plain: false, mergedAcrossArms: false };
  return drawPosts(plan, communities, businessDay(ctx.now)).map((post) => {
    const slots = ledger.get(post.community) ?? [];
    const facts = { now: ctx.now, message: groupCopy.message, compliance, grounding, consent };
    const rest = { lastHeard: null, policy, standing: null, play: post.arm };
    return { ...post, stop: stopOf(decide({ ...facts, ...rest, ledger: slots })), slots };
  });
}

const placed = ({ community, day, arm, stop }: SeenPost): NewPost => {
  if (stop !== null) return { community, day, arm, state: "stopped", reason: stop };
  return { community, day, arm, state: arm === "held-out" ? "held-out" : "waiting", reason: null };
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
): Preview {
  const passing = seen.filter(({ stop }) => stop === null);
  const toHoldOut = passing.filter(({ arm }) => arm === "held-out").length;
  return {
    way,
    audience: seen.length,
    toSend: passing.length - toHoldOut,
    toHoldOut,
    holdOutShare: seen.length < 2 ? 0 : holdOut,
    stopped: stopsOf(seen.flatMap(stopOfPost)),
    cost: { minor: 0, currency: "CNY" },
    left: {
      zh: "群里发言按群计数，不占每位客户的次数。",
      en: "A group post counts for the group, not for each customer.",
    },
  };
}
