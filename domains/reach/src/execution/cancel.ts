import { type Ctx, err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import type { Cancelled } from "../contract.ts";
import type { ReachPorts } from "../ports.ts";
import { cancelPosts } from "../post/store.ts";
import { NOT_ALLOWED } from "../refusals.ts";
import { hold } from "../slot/store.ts";
import { cancelAll } from "./recipients.ts";
import { NO_EXECUTION, OVER } from "./refusals.ts";
import { cancelled, type One, sendingOf } from "./store.ts";

/**
 * Stops what has not gone out. Slots that were spent stay spent, ghosts too: who was on a list may have been written
 * to by hand, and the arms must stay alike.
 */
export async function cancel(
  ctx: Ctx,
  { audit, people }: Pick<ReachPorts, "audit" | "people">,
  { shop, execution }: One,
): Promise<Result<Cancelled, Refusal>> {
  if (!ctx.can("cards.act", shop)) return err(NOT_ALLOWED);
  await people.standStill(ctx);
  await hold(ctx);
  if ((await sendingOf(ctx, { shop, execution })) === null) return err(NO_EXECUTION);
  if ((await cancelled(ctx, execution)) === 0) return err(OVER);
  const persons = await cancelAll(ctx, execution);
  const posts = await cancelPosts(ctx, execution);
  const both = {
    stopped: persons.stopped + posts.stopped,
    gone: persons.gone + posts.gone,
    unsure: persons.unsure + posts.unsure,
  };
  await audit(ctx, "execution.cancelled", execution, { shop, ...both });
  return ok(both);
}
