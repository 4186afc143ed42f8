import { type Ctx, err, ok, type Refusal, type Result, type ShopId } from "@zhongshu/kernel";
import type { Execution, Plan, Preview, ReachPolicy } from "../contract.ts";
import { mayGoAt } from "../gate/windows.ts";
import { type Chosen, changeOf } from "../policy/policy.ts";
import { choose, policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { copy, posted, posts } from "../post/copy.ts";
import { clusters, type OnePost } from "../post/store.ts";
import { foreseePosts, previewPosts } from "../post/tap.ts";
import { NOT_ALLOWED } from "../refusals.ts";
import { cancel } from "./cancel.ts";
import { copyOne, type OnePerson } from "./copy-one.ts";
import { execute } from "./execute.ts";
import { got, gotRows } from "./got.ts";
import { type Asked, assigned, crossed, recipients, tick } from "./list.ts";
import { previewOf } from "./preview.ts";
import { NO_EXECUTION } from "./refusals.ts";
import { reachedRows } from "./rows.ts";
import type { One } from "./store.ts";
import { foresee } from "./tap.ts";
import { list, type Page, view } from "./view.ts";
import { runDue, type Working, work } from "./worker.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

async function preview(ctx: Ctx, ports: ReachPorts, plan: Plan): Answer<Preview> {
  if (!ctx.can("cards.read", plan.shop)) return err(NOT_ALLOWED);
  if ("communities" in plan.to) {
    const { communities } = plan.to;
    const goesAt = mayGoAt(ctx.now, await policyOf(ctx));
    const posts = await foreseePosts(ctx, ports, { ...plan, communities });
    return ok(previewPosts(plan, posts, { goesAt, now: ctx.now }));
  }
  const seen = await foresee(ctx, ports, { ...plan, persons: plan.to.persons });
  return ok(previewOf(plan, seen, ctx.now));
}

async function execution(ctx: Ctx, one: One): Answer<Execution> {
  if (!ctx.can("cards.read", one.shop)) return err(NOT_ALLOWED);
  const found = await view(ctx, one);
  return found === null ? err(NO_EXECUTION) : ok(found);
}

async function setPolicy(
  ctx: Ctx,
  { audit }: Pick<ReachPorts, "audit">,
  { shop, chosen }: { readonly shop: ShopId; readonly chosen: Chosen },
): Answer<ReachPolicy> {
  if (!ctx.can("members.manage", shop)) return err(NOT_ALLOWED);
  const change = changeOf(await policyOf(ctx), chosen);
  const held = await choose(ctx, chosen);
  await audit(ctx, "policy.changed", ctx.tenant, { shop, ...change });
  return ok(held);
}

/** A tap and what follows from it, until everybody is decided; and the care with which it is done. */
export const executions = (ports: ReachPorts) => ({
  policyOf,
  setPolicy: (ctx: Ctx, wanted: { readonly shop: ShopId; readonly chosen: Chosen }) =>
    setPolicy(ctx, ports, wanted),
  /** What a tap would do, for the same card exactly what it does. Writes nothing. */
  preview: (ctx: Ctx, plan: Plan) => preview(ctx, ports, plan),
  execute: (ctx: Ctx, plan: Plan) => execute(ctx, ports, plan),
  cancel: (ctx: Ctx, one: One) => cancel(ctx, ports, one),
  execution,
  executions: async (ctx: Ctx, page: Page): Answer<Awaited<ReturnType<typeof list>>> =>
    ctx.can("cards.read", page.shop) ? ok(await list(ctx, page)) : err(NOT_ALLOWED),
  recipients: (ctx: Ctx, asked: Asked) => recipients(ctx, ports, asked),
  copyOne: (ctx: Ctx, one: OnePerson) => copyOne(ctx, ports, one),
  /** The owner has sent it to this person by hand. */
  tick: (ctx: Ctx, one: Parameters<typeof tick>[2]) => tick(ctx, ports, one),
  posts: (ctx: Ctx, one: One) => posts(ctx, ports, one),
  copyPost: (ctx: Ctx, one: OnePost) => copy(ctx, ports, one),
  postSent: (ctx: Ctx, one: OnePost) => posted(ctx, ports, one),
  assigned,
  got,
  gotRows,
  crossed,
  clusters,
  reachedRows,
  /** The background's: everybody who is due, until `signal` aborts. */
  work: (signal: AbortSignal) => work(ports, signal),
  /** One round of it; how many persons were decided for. */
  runDue: (how?: Working) => runDue(ports, how),
});
