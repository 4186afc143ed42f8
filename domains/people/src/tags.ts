import {
  type Ctx,
  err,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import { communityTags } from "./community/tags.ts";
import type { PeoplePorts } from "./ports.ts";
import { readPerson, survivor } from "./profile/read.ts";
import { reckonMeasures } from "./reckoning/store.ts";
import { noSuchPerson, noSuchTag, notAllowed } from "./refusals.ts";
import { markEverybody } from "./standing/stale.ts";
import { basisOf, communityBasis, type TagBasis } from "./tag/basis.ts";
import { type DaysAsk, listTags, tagDays } from "./tag/list.ts";
import { rowsOf, tagsOf } from "./tag/person.ts";
import type { CommunityTags, PersonTags, TagDays, TagList, TagRows } from "./tag/shown.ts";
import { step } from "./tag/tagging.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Who = { readonly shop: ShopId; readonly profile: ProfileId };

async function ofPerson(ctx: Ctx, ports: PeoplePorts, who: Who): Answer<PersonTags> {
  const person = await readPerson(ctx, ports, { shop: who.shop, id: who.profile });
  if (person === null) return err(noSuchPerson);
  const id = await survivor(ctx, who.profile);
  return ok(await tagsOf(ctx, ports, { shop: who.shop, person: { ...person, id } }));
}

type RowsAsk = Who & { readonly tag: string; readonly limit: number };

async function rowsBehind(ctx: Ctx, ports: PeoplePorts, ask: RowsAsk): Answer<TagRows> {
  const rows = await rowsOf(ctx, ports, { ...ask, profile: await survivor(ctx, ask.profile) });
  return rows === null ? err(noSuchTag) : ok(rows);
}

/** Tags of customers: what each says, of whom, since when, and by which rows. */
export function createTags(ports: PeoplePorts) {
  const reading = async <T>(ctx: Ctx, shop: ShopId, work: () => Answer<T>): Answer<T> =>
    ctx.can("people.read", shop) ? work() : err(notAllowed);
  return {
    tags: (ctx: Ctx, shop: ShopId): Answer<TagList> =>
      reading(ctx, shop, async () => ok(await listTags(ctx, shop))),
    tagDays: (ctx: Ctx, ask: DaysAsk): Answer<TagDays> =>
      reading(ctx, ask.shop, async () => ok(await tagDays(ctx, ask))),
    tagsOf: (ctx: Ctx, who: Who): Answer<PersonTags> =>
      reading(ctx, who.shop, () => ofPerson(ctx, ports, who)),
    tagRows: (ctx: Ctx, ask: RowsAsk): Answer<TagRows> =>
      reading(ctx, ask.shop, () => rowsBehind(ctx, ports, ask)),
    communityTags: (
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly community: string },
    ): Answer<CommunityTags> =>
      reading(ctx, ask.shop, async () => ok(await communityTags(ctx, ports, ask))),
    /** What a tag rests on; null: there is none, or the reader may not see it. */
    tagBasis: async (ctx: Ctx, ask: Who & { readonly tag: string }): Promise<TagBasis | null> =>
      ctx.can("people.read", ask.shop)
        ? basisOf(ctx, { ...ask, profile: await survivor(ctx, ask.profile) })
        : null,
    communityBasis: async (
      ctx: Ctx,
      ask: { readonly shop: ShopId; readonly community: string },
    ): Promise<TagBasis | null> =>
      ctx.can("people.read", ask.shop) ? communityBasis(ctx, ports, ask) : null,
    /** One step of keeping the shop's tags; false when nothing is left to do. */
    tagStep: (ctx: Ctx, shop: ShopId): Promise<boolean> => step(ctx, ports, shop),
    /** Rhythm and borders as they are now. */
    measure: (ctx: Ctx, shop: ShopId): Promise<void> => reckonMeasures(ctx.sql, shop, ctx.now),
    /** All tags of the shop are decided anew, from the rows that the log made. */
    retag: (ctx: Ctx, shop: ShopId): Answer<null> =>
      ctx.can("people.write", shop)
        ? markEverybody(ctx.sql, shop).then(() => ok(null))
        : Promise.resolve(err(notAllowed)),
  };
}
