import {
  type Ctx,
  err,
  iso,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
} from "@zhongshu/kernel";
import type { PostCopy } from "../contract.ts";
import type { ReachPorts } from "../ports.ts";
import { NOT_ALLOWED } from "../refusals.ts";
import { copiesOf, withLink } from "./list.ts";
import { NO_EXECUTION, NOT_LISTED, notNow } from "./refusals.ts";
import { heldSending, type One } from "./store.ts";

export type OnePerson = One & { readonly profile: ProfileId };

const linkOf = (ctx: Ctx, { execution, profile }: OnePerson) =>
  ctx.sql.maybe<{ readonly link: string }>(
    `select link from reach.recipient
     where execution = $1 and profile = $2 and state = 'listed' and link is not null`,
    [execution, profile],
  );

/**
 * The words for one person of the named list, from the rows of now. What is handed out is kept: it is what they were
 * told, also when the price has changed by the time they are ticked off. The audit says who copied, and not the words.
 */
export async function copyOne(
  ctx: Ctx,
  ports: ReachPorts,
  asked: OnePerson,
): Promise<Result<PostCopy, Refusal>> {
  const { shop, execution, profile } = asked;
  if (!ctx.can("cards.act", shop)) return err(NOT_ALLOWED);
  await ports.people.standStill(ctx);
  const sending = await heldSending(ctx, { shop, execution });
  if (sending === null) return err(NO_EXECUTION);
  const found = await linkOf(ctx, asked);
  if (found === null) return err(NOT_LISTED);
  const { of, price, warning } = await copiesOf(ctx, ports, { sending, listed: [profile] });
  const { text: said = null, reason = null } = of.get(profile) ?? {};
  if (said === null) return err(reason === null ? NOT_LISTED : notNow(reason));
  const text = withLink(said, ports, ctx, found.link);
  await ctx.sql.run(
    `update reach.recipient set said = $3, price = $4, currency = $5, copied_at = $6::timestamptz
     where execution = $1 and profile = $2`,
    [execution, profile, text, price?.minor ?? null, price?.currency ?? null, iso(ctx.now)],
  );
  await ports.audit(ctx, "message.copied", profile, { shop, execution });
  return ok({ text, warning });
}
