import {
  type Ctx,
  err,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import { addAttention } from "../attention/store.ts";
import { touchesOf } from "../attention/touches.ts";
import type { Choice, Rights } from "../contract.ts";
import { waitingOf } from "../erasure/store.ts";
import { holdAlone } from "../identity/store.ts";
import type { PeoplePorts } from "../ports.ts";
import { known } from "../profile/read.ts";
import { noSuchPerson, notAllowed, unknownWords } from "../refusals.ts";
import { markStale } from "../standing/stale.ts";
import { plainIn, readChoices, writeChoice } from "./store.ts";
import { PERSONALISED_WORDINGS } from "./wording.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Whose = { readonly shop: ShopId; readonly profile: ProfileId };
type Ports = Pick<PeoplePorts, "audit" | "eventsOf" | "categoriesOf">;
type Saying = Whose & Pick<Choice, "personalised" | "saidBy" | "member" | "how" | "words">;

async function rightsOf(ctx: Ctx, { shop, profile }: Whose): Promise<Rights> {
  const choices = await readChoices(ctx, { shop, profile });
  return {
    personalised: choices[0]?.personalised ?? true,
    choices: [...choices],
    erasure: await waitingOf(ctx, profile),
  };
}

/** What somebody turned to is kept no longer, or is counted again from the ledger; their tags follow. */
async function follow(ctx: Ctx, ports: Ports, { shop, profile, personalised }: Saying) {
  await ctx.sql.run("delete from people.attention where profile = $1", [profile]);
  if (personalised) {
    const touches = touchesOf(await ports.eventsOf(ctx.sql, [profile]));
    await addAttention(ctx.sql, ports.categoriesOf, touches);
  } else await ctx.sql.run("delete from people.tagged where profile = $1", [profile]);
  await markStale(ctx.sql, [{ shop, profile }]);
}

const saying =
  (ports: Ports) =>
  async (ctx: Ctx, said: Saying): Answer<Rights> => {
    await holdAlone(ctx);
    const profile = await known(ctx, { shop: said.shop, id: said.profile });
    if (profile === null) return err(noSuchPerson);
    const now = { ...said, profile };
    const before = await rightsOf(ctx, now);
    if (before.personalised === said.personalised) return ok(before);
    const event = await writeChoice(ctx, now);
    await follow(ctx, ports, now);
    const { shop, personalised, how } = said;
    await ports.audit(ctx, "person.personalised", profile, { shop, personalised, how, event });
    return ok(await rightsOf(ctx, now));
  };

type OwnWord = Pick<Choice, "personalised"> & { readonly words: number };
/** Was there ever such a version? */
const isShown = (words: number): boolean => words >= 1 && words <= PERSONALISED_WORDINGS.length;

const INBOX = "收件箱里点的";

/** Whether a customer may be chosen by their own record: their word, its proof, and what follows from it. */
export const choices = (ports: Ports) => ({
  rights: async (ctx: Ctx, asked: Whose): Answer<Rights> => {
    if (!ctx.can("people.read", asked.shop)) return err(notAllowed);
    const profile = await known(ctx, { shop: asked.shop, id: asked.profile });
    return profile === null ? err(noSuchPerson) : ok(await rightsOf(ctx, { ...asked, profile }));
  },
  /** The customer's own; nobody's permission is needed. */
  ownRights: (ctx: Ctx, own: Whose): Promise<Rights> => rightsOf(ctx, own),
  personalise: (ctx: Ctx, said: Whose & Pick<Choice, "personalised" | "how">): Answer<Rights> =>
    ctx.can("people.write", said.shop)
      ? saying(ports)(ctx, { ...said, saidBy: "member", member: ctx.actor.name, words: null })
      : Promise.resolve(err(notAllowed)),
  /** `words`: the version that stood beside the customer's switch. */
  personaliseOwn: (ctx: Ctx, said: Whose & OwnWord): Answer<Rights> =>
    isShown(said.words)
      ? saying(ports)(ctx, { ...said, saidBy: "customer", member: null, how: INBOX })
      : Promise.resolve(err(unknownWords)),
  /** Who does not want to be chosen by their record. */
  plain: (ctx: Ctx, shop: ShopId): Promise<ReadonlySet<ProfileId>> => plainIn(ctx.sql, [shop]),
});
