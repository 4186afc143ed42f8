import { CardProduct } from "@zhongshu/cards";
import {
  type Caller,
  type Ctx,
  err,
  ok,
  type Refusal,
  type Result,
  type TenantId,
} from "@zhongshu/kernel";
import type { LinkSeen, LinkTarget, Way } from "../contract.ts";
import { delivered } from "../execution/delivered.ts";
import { finish, heldSending } from "../execution/store.ts";
import type { CustomerPorts } from "../ports.ts";
import { NO_LINK } from "../refusals.ts";
import { codeOf, type LinkName, linkNamed } from "./code.ts";
import {
  count,
  handedBy,
  type Link,
  linkOf,
  messageWith,
  noteClicked,
  postedBy,
  uncount,
} from "./store.ts";
import { closedBecause } from "./target.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

/** The page's beacon: which link, and who looked. */
export type Seen = { readonly code: string; readonly caller: Caller };

/** Does the look count? And the name by which this browser is to be known from now on, where it is new. */
export type Counted = LinkSeen & { readonly visitor: string | null };

const BY_HAND: Way = "named-copy";
const VISITOR = /^[\w-]{22}$/;
/** What a cookie says, when it can be a name that we gave: the id of a customer never is. */
const given = ({ visitor }: Caller): string | null =>
  visitor !== null && VISITOR.test(visitor) ? visitor : null;
const newVisitor = ({ randomBytes }: CustomerPorts): string =>
  Buffer.from(randomBytes(16)).toString("base64url");

const linkBehind = async (ports: CustomerPorts, ctx: Ctx, code: string): Promise<Link | null> => {
  const name = linkNamed(ports.sign, code);
  return name === null || name.tenant !== ctx.tenant ? null : linkOf(ctx, name.link);
};

/** Where the link leads, as it stands at this moment; nothing of it was kept in the link. */
const target =
  (ports: CustomerPorts) =>
  async (ctx: Ctx, code: string): Answer<LinkTarget> => {
    const link = await linkBehind(ports, ctx, code);
    if (link === null) return err(NO_LINK);
    const { shop, product, sku } = link;
    const sold = await ports.offer(ctx, { shop, product, sku, at: ctx.now });
    // Only what a card shows leaves the house: the row also knows what the owner earns.
    const offer = CardProduct.nullable().parse(sold);
    const name = (await ports.shopName(ctx, shop)) ?? "";
    return ok({ shop: name, product: offer, closed: closedBecause(offer) });
  };

/** Is this link this person's own? Asked of who its owner is by now. */
async function isOwn(ports: CustomerPorts, ctx: Ctx, { link, person }: Clicked): Promise<boolean> {
  const { shop, profile } = link;
  if (profile === null) return false;
  return profile === person || (await ports.personOf(ctx, { shop, profile })) === person;
}

type Clicked = { readonly link: Link; readonly person: Customer["profile"] };
type Customer = NonNullable<Caller["customer"]>;

/**
 * A link that somebody follows has gone out, whether or not the owner has said so: what was copied is sent from now on, as
 * long as it counts. Locks as ticking off does: people, the execution, its rows.
 */
async function goneOut(ports: CustomerPorts, ctx: Ctx, link: Link): Promise<void> {
  const { shop, execution, profile, community, channel } = link;
  if (community === null && channel !== BY_HAND) return;
  if (profile !== null) await ports.settled(ctx, { shop, profile });
  const sending = await heldSending(ctx, { shop, execution });
  if (sending === null || ctx.now >= sending.closesAt) return;
  if (community !== null) {
    if ((await postedBy(ctx, link)) > 0) await finish(ctx, execution);
    return;
  }
  const to = await handedBy(ctx, link);
  if (to === null) return;
  await ports.append(ctx, [delivered(sending, { profile: to, message: link.id, at: ctx.now })]);
  await finish(ctx, execution);
}

/** A known customer clicked for the first time: told of them when the link is theirs or their group's. */
async function tell(ports: CustomerPorts, ctx: Ctx, clicked: Clicked): Promise<void> {
  const { link, person } = clicked;
  const own = await isOwn(ports, ctx, clicked);
  if (own) await noteClicked(ctx, link, person);
  if (own || link.community !== null) await write(ports, ctx, { ...clicked, own });
}

async function write(
  ports: CustomerPorts,
  ctx: Ctx,
  { link, person, own }: Clicked & { readonly own: boolean },
): Promise<void> {
  const message = (own ? await messageWith(ctx, link, person) : null) ?? link.id;
  const { shop, execution, product, channel, community } = link;
  await ports.append(ctx, [
    {
      shop,
      profile: person,
      messageId: `reach:click:${link.id}:${person}`,
      type: "message_clicked",
      at: ctx.now,
      properties: {
        ...{ message, channel, execution, product },
        ...(community === null ? {} : { community }),
      },
    },
  ]);
}

type Arrived = { readonly link: Link; readonly caller: Caller };

/** The customer of this very shop who looks, settled before anything is counted; null for anybody else. */
async function personIn(
  ports: CustomerPorts,
  ctx: Ctx,
  { link: { shop }, caller: { customer } }: Arrived,
): Promise<Customer["profile"] | null> {
  if (customer?.seal.tenant !== ctx.tenant || customer.shop !== shop) return null;
  return ports.settled(ctx, { shop, profile: customer.profile });
}

/**
 * A link that the owner sent by hand to one person is opened where nobody is known: outside our inbox. Whoever we do not
 * know there is taken for that person, once; who we know to be another customer got it forwarded. An inbox's link is
 * opened in the inbox, so a stranger there got it forwarded too.
 */
async function tellOwner(ports: CustomerPorts, ctx: Ctx, link: Link): Promise<void> {
  const { shop, profile, channel } = link;
  if (profile === null || channel !== BY_HAND) return;
  const person = await ports.settled(ctx, { shop, profile });
  if (person === null || (await noteClicked(ctx, link, person)) === 0) return;
  await write(ports, ctx, { link, person, own: true });
}

/** Somebody of the shop who tries its own link out is nobody's click. */
const ofTheHouse = async (
  ports: CustomerPorts,
  ctx: Ctx,
  { link: { shop }, caller: { user } }: Arrived,
): Promise<boolean> => user !== null && ports.worksIn(ctx, { user, shop });

/** Counts a customer once a link, whoever forwarded it; gives the name of the visitor to be remembered, if new. */
const seen =
  (ports: CustomerPorts) =>
  async (ctx: Ctx, { code, caller }: Seen): Answer<Counted> => {
    const link = await linkBehind(ports, ctx, code);
    if (link === null) return err(NO_LINK);
    const person = await personIn(ports, ctx, { link, caller });
    const known = given(caller);
    if (person === null) {
      if (await ofTheHouse(ports, ctx, { link, caller }))
        return ok({ counted: false, visitor: null });
      const visitor = known ?? newVisitor(ports);
      const first = await count(ctx, link, visitor);
      if (first) {
        await goneOut(ports, ctx, link);
        await tellOwner(ports, ctx, link);
      }
      return ok({ counted: true, visitor: known === null ? visitor : null });
    }
    const first = await count(ctx, link, person);
    if (known !== null) await uncount(ctx, link, known);
    if (first) {
      await goneOut(ports, ctx, link);
      await tell(ports, ctx, { link, person });
    }
    return ok({ counted: true, visitor: null });
  };

/** Links that say nothing but which one they are, and what becomes of them when somebody follows one. */
export const createLinks = (ports: CustomerPorts) => ({
  /** The address to write into a message: our customers' host, and the signed code. */
  urlOf: (name: LinkName): string => `${ports.url}/m/l/${codeOf(ports.sign, name)}`,
  /** The organisation that signed it; null for what we did not sign. */
  tenantOf: (code: string): TenantId | null => linkNamed(ports.sign, code)?.tenant ?? null,
  target: target(ports),
  seen: seen(ports),
});
export type Links = ReturnType<typeof createLinks>;
