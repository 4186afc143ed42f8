import { type Ctx, err, type Instant, ok, type Refusal, type Result } from "@zhongshu/kernel";
import type { Post, PostCopy } from "../contract.ts";
import { makeLinks } from "../execution/links.ts";
import { priceWarning } from "../execution/price.ts";
import {
  NO_EXECUTION,
  NO_POST,
  NOT_COPIED,
  NOT_THIS_TIME,
  notNow,
  OVER,
  WINDOW_OVER,
} from "../execution/refusals.ts";
import { finish, heldSending, type Sending, sendingOf } from "../execution/store.ts";
import { groupCopy } from "../execution/ways/group-copy.ts";
import { type Said, say } from "../execution/words.ts";
import { decide } from "../gate/gate.ts";
import { quietUntil } from "../gate/windows.ts";
import { COPIED_ONLY, LAPSED, quiet } from "../gate/words.ts";
import { policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { NOT_ALLOWED } from "../refusals.ts";
import { hold, spend, spent } from "../slot/store.ts";
import { type Kept, listed, markSent, newest, type OnePost } from "./store.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

/** The gate's word on posting now; the first copy spends the slot, a second one of the same post does not. */
async function allowed(
  ctx: Ctx,
  { sending, kept, said }: { readonly sending: Sending; readonly kept: Kept; readonly said: Said },
  community: string,
): Promise<Refusal | null> {
  const policy = await policyOf(ctx);
  const again = kept.state === "copied";
  const ledger = again ? [] : ((await spent(ctx, [community], policy)).get(community) ?? []);
  const consent = { given: null, optedOut: false, plain: false, mergedAcrossArms: false };
  const { message } = groupCopy;
  const facts = { now: ctx.now, message, consent, ledger, lastHeard: null, policy };
  const { compliance, grounding } = said;
  const decision = decide({ ...facts, compliance, grounding, standing: null, play: "treated" });
  if (decision.decision !== "send") return notNow(decision.reason);
  const to = again ? [] : [{ subject: community, ghost: false }];
  const { shop, id } = sending;
  await spend(ctx, { shop, execution: id, channel: message.channel, to });
  return null;
}

const closed = (kept: Kept): Refusal | null => {
  if (kept.state === "held-out") return NOT_THIS_TIME;
  return kept.state === "waiting" || kept.state === "copied" ? null : OVER;
};

/** The words for one group from the rows of now, with the group's own link under them. */
export async function copy(ctx: Ctx, ports: ReachPorts, asked: OnePost): Answer<PostCopy> {
  const { shop, execution, community } = asked;
  if (!ctx.can("cards.act", shop)) return err(NOT_ALLOWED);
  await hold(ctx);
  const sending = await heldSending(ctx, asked);
  if (sending === null) return err(NO_EXECUTION);
  if (ctx.now >= sending.closesAt) return err(WINDOW_OVER);
  const kept = await newest(ctx, asked);
  if (kept === null) return err(NO_POST);
  const shut = closed(kept);
  if (shut !== null) return err(shut);
  if (sending.state !== "running") return err(OVER);
  const said = await say(ctx, ports.words, sending, true);
  const stop = await allowed(ctx, { sending, kept, said }, community);
  if (stop !== null) return err(stop);
  const warning = await priceWarning(ctx, execution, { now: said.price, to: "group" });
  const to =
    kept.link === null
      ? await makeLinks(ctx, sending, [community])
      : [{ subject: community, link: kept.link }];
  const [link = ""] = to.map((one) => one.link);
  const text = `${said.text}\n${ports.address(ctx.tenant, link)}`;
  await groupCopy.hand(ctx, ports, { execution: sending, text, price: said.price, to });
  await ports.audit(ctx, "post.copied", execution, { shop, community, text });
  return ok({ text, warning });
}

/** The owner has posted it. Saying so again changes nothing. */
export async function posted(
  ctx: Ctx,
  { audit }: Pick<ReachPorts, "audit">,
  asked: OnePost,
): Answer<{ readonly state: Post["state"] }> {
  if (!ctx.can("cards.act", asked.shop)) return err(NOT_ALLOWED);
  const sending = await heldSending(ctx, asked);
  if (sending === null) return err(NO_EXECUTION);
  const late = ctx.now >= sending.closesAt;
  if (!late && (await markSent(ctx, asked))) {
    await finish(ctx, asked.execution);
    await audit(ctx, "post.sent", asked.execution, {
      ...{ shop: asked.shop, community: asked.community },
    });
    return ok({ state: "sent" });
  }
  const kept = await newest(ctx, asked);
  if (kept === null) return err(NO_POST);
  if (kept.state === "sent") return ok({ state: "sent" });
  return err(late ? WINDOW_OVER : NOT_COPIED);
}

type Hour = { readonly over: boolean; readonly asleep: Instant | null };

/** What is still open of a post, by the hour: too late, or not yet. */
function standing({ state, reason }: Post, { over, asleep }: Hour): Pick<Post, "state" | "reason"> {
  if (state !== "waiting" && state !== "copied") return { state, reason };
  if (!over) return { state, reason: asleep === null ? reason : quiet(asleep) };
  return state === "copied" ? { state, reason: COPIED_ONLY } : { state: "stopped", reason: LAPSED };
}

export async function posts(
  ctx: Ctx,
  { address }: Pick<ReachPorts, "address">,
  asked: Pick<OnePost, "shop" | "execution">,
): Answer<{ readonly posts: readonly Post[] }> {
  if (!ctx.can("cards.read", asked.shop)) return err(NOT_ALLOWED);
  const sending = await sendingOf(ctx, asked);
  if (sending === null) return err(NO_EXECUTION);
  const posts = await listed(ctx, asked);
  const over = sending.state !== "running" || ctx.now >= sending.closesAt;
  const asleep = quietUntil(ctx.now, (await policyOf(ctx)).quiet);
  return ok({
    posts: posts.map((post) => ({
      ...{ ...post, ...standing(post, { over, asleep }) },
      link: post.link && address(ctx.tenant, post.link),
    })),
  });
}
