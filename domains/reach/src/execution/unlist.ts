import { type Ctx, iso, type ProfileId, type ShopId } from "@zhongshu/kernel";
import { policyOf } from "../policy/store.ts";
import { DOUBTED } from "./recipients.ts";
import { from, RECIPIENT } from "./states.ts";
import { namedCopy } from "./ways/named-copy.ts";
import { weighAgain } from "./weigh.ts";
import { SAYABLE } from "./words.ts";

type Who = { readonly shop: ShopId; readonly profile: ProfileId };

/**
 * What somebody wants has changed: where the gate's step of consent stops them now, they leave every list that the
 * owner has not yet sent to them from. A list on which nobody is left is ended by the worker.
 */
export async function unlist(ctx: Ctx, { shop, profile }: Who): Promise<void> {
  const { message } = namedCopy;
  // Only what was said of messages has changed; whether somebody may be chosen by their record is asked when texts are read.
  const plain: ReadonlySet<ProfileId> = new Set();
  const scales = { shop, message, policy: await policyOf(ctx), said: SAYABLE, plain };
  const decision = (await weighAgain(ctx, scales, [profile])).get(profile);
  if (decision?.decision !== "refuse" || decision.at !== "consent") return;
  await ctx.sql.run(
    `update reach.recipient set state = 'stopped', decided_at = $4::timestamptz,
       reason = case when copied_at is null then $3::jsonb else $6::jsonb end
     where shop = $1 and profile = $2 and state = any($5::text[])`,
    [
      ...[shop, profile, JSON.stringify({ step: decision.at, ...decision.reason }), iso(ctx.now)],
      ...[from(RECIPIENT, "unlist"), DOUBTED],
    ],
  );
}
