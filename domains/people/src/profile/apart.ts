import type { Ctx, Instant, ProfileId, ShopId } from "@zhongshu/kernel";
import { callOf, mask, type Traits } from "./present.ts";
import { NICKNAME_KEYS, PHONE_KEYS } from "./trait-keys.ts";

/** What tells customers of one name apart; a phone never whole. */
export type Apart = {
  /** Where it is not the name already. */
  readonly nickname: string | null;
  readonly phone: string | null;
  /** The shop's own id for them, where it has no more to go by. */
  readonly userId: string | null;
  readonly lastOrderAt: Instant | null;
};

const firstOf = (traits: Traits, keys: readonly string[]): string | null => {
  const told = keys.map((key) => traits[key]).find((value) => value !== undefined && value !== "");
  return typeof told === "string" || typeof told === "number" ? String(mask(told)) : null;
};

/** Of each of these customers what the rows tell beside the name. */
export async function apartOf(
  ctx: Ctx,
  { shop, profiles }: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
): Promise<ReadonlyMap<ProfileId, Apart>> {
  type Known = {
    readonly id: ProfileId;
    readonly userId: string | null;
    readonly lastOrderAt: Instant | null;
    readonly traits: Traits;
  };
  const rows = await ctx.sql.rows<Known>(
    `select id, user_id as "userId", last_order_at as "lastOrderAt",
       coalesce((select jsonb_object_agg(key, value) from people.trait where profile = p.id), '{}') as traits
     from people.profile p where shop = $1 and id = any($2::uuid[])`,
    [shop, [...profiles]],
  );
  return new Map(
    rows.map(({ id, userId, lastOrderAt, traits }) => {
      const called = callOf(traits, userId);
      const told = (keys: readonly string[]) => {
        const found = firstOf(traits, keys);
        return found === called ? null : found;
      };
      const [nickname, phone] = [told(NICKNAME_KEYS), told(PHONE_KEYS)];
      const own = userId === null ? null : String(mask(userId));
      const number = nickname === null && phone === null && own !== called ? own : null;
      return [id, { nickname, phone, userId: number, lastOrderAt }] as const;
    }),
  );
}
