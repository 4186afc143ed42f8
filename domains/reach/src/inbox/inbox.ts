import {
  type Caller,
  type Ctx,
  type Customer,
  err,
  type Instant,
  ok,
  type Refusal,
  type Result,
  type Seal,
} from "@zhongshu/kernel";
import type { Entry, Inbox, InboxMessage } from "../contract.ts";
import { codeOf } from "../link/code.ts";
import type { CustomerPorts } from "../ports.ts";
import {
  ENTRY_EXPIRED,
  ENTRY_USED,
  NO_ENTRY,
  NO_MESSAGE,
  NO_PERSON,
  NO_PERSON_NOW,
  NOT_ALLOWED,
  UNKNOWN_WORDS,
} from "../refusals.ts";
import { following } from "./follow.ts";
import { messagesOf, noteOpened, type Stored } from "./messages.ts";
import { isShown, ownConsents, type Silence, setSilence, silencesOf } from "./refusing.ts";
import { newSecret, tenantIn } from "./secret.ts";
import { entryOf, keepEntry, keepSession, sessionOf, useEntry, type Whose } from "./sessions.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Clock = Pick<Seal, "now" | "random">;
const UNNAMED = "客户";

/** A link into one customer's inbox, for whoever of the shop may write to them; it works once. */
const inviting =
  (ports: CustomerPorts) =>
  async (ctx: Ctx, { shop, profile: asked }: Whose): Answer<Entry> => {
    if (!ctx.can("people.write", shop)) return err(NOT_ALLOWED);
    const profile = await ports.personOf(ctx, { shop, profile: asked });
    if (profile === null) return err(NO_PERSON);
    const token = newSecret(ctx.tenant, ports.randomBytes);
    const expiresAt = await keepEntry(ctx, { shop, profile, token });
    await ports.audit(ctx, "entry.made", profile, { shop, expiresAt });
    return ok({ url: `${ports.url}/m/in/${token}`, expiresAt });
  };

type Entering = { readonly token: string; readonly caller: Caller };
/** The new session's secret; null for who is inside already. */
type Entered = { readonly session: string | null };

/** Why a way in leads nowhere any more; who came in by it and opens it again is inside already. */
async function again(ports: CustomerPorts, ctx: Ctx, { token, caller }: Entering): Answer<Entered> {
  const entry = await entryOf(ctx, token);
  if (entry === null) return err(NO_ENTRY);
  const { customer } = caller;
  const same = customer?.seal.tenant === ctx.tenant && customer.shop === entry.shop;
  if (same && (await ports.personOf(ctx, entry)) === customer.profile) return ok({ session: null });
  return err(entry.usedAt === null ? ENTRY_EXPIRED : ENTRY_USED);
}

const entering =
  (ports: CustomerPorts) =>
  async (ctx: Ctx, asked: Entering): Answer<Entered> => {
    const entry = await useEntry(ctx, asked.token);
    if (entry === null) return again(ports, ctx, asked);
    const profile = await ports.personOf(ctx, entry);
    if (profile === null) return err(NO_ENTRY);
    const session = newSecret(ctx.tenant, ports.randomBytes);
    await keepSession(ctx, { shop: entry.shop, profile, token: session });
    return ok({ session });
  };

const nobody = (secret: Seal["tenant"], clock: Clock): Seal => ({
  tenant: secret,
  actor: { kind: "customer", id: "unknown", name: UNNAMED },
  ...clock,
  can: () => false,
});

/** Whose session it is, under who they are by now; null for what is none, or none any more. */
const recognising =
  (ports: CustomerPorts) =>
  (secret: string, clock: Clock): Promise<Customer | null> => {
    const tenant = tenantIn(secret);
    if (tenant === null) return Promise.resolve(null);
    const seal = nobody(tenant, clock);
    return ports.asTenant(seal, async (ctx) => {
      const session = await sessionOf(ctx, secret);
      const profile = session && (await ports.personOf(ctx, session));
      if (session === null || profile === null) return null;
      const name = await ports.nameOf(ctx, { shop: session.shop, profile });
      const actor = { kind: "customer", id: profile, name: name ?? UNNAMED } as const;
      return { seal: { ...seal, actor }, shop: session.shop, profile };
    });
  };

const showing =
  ({ sign }: CustomerPorts, tenant: Seal["tenant"]) =>
  ({ id, text, at, openedAt, link }: Stored): InboxMessage => ({
    ...{ id, text, at, openedAt },
    link: `/m/l/${codeOf(sign, { tenant, link })}`,
  });

const reading =
  (ports: CustomerPorts) =>
  async (ctx: Ctx, whose: Whose): Answer<Inbox> => {
    const messages = await messagesOf(ctx, whose);
    return ok({
      shop: (await ports.shopName(ctx, whose.shop)) ?? "",
      name: await ports.nameOf(ctx, whose),
      ...(await silencesOf(ctx, whose)),
      messages: messages.map(showing(ports, ctx.tenant)),
    });
  };

const opening =
  (ports: CustomerPorts) =>
  async (
    ctx: Ctx,
    asked: Whose & { readonly message: string },
  ): Answer<{ readonly openedAt: Instant }> => {
    const profile = await ports.settled(ctx, asked);
    const opened = profile && (await noteOpened(ctx, { ...asked, profile }));
    return opened === null ? err(NO_MESSAGE) : ok({ openedAt: opened.openedAt });
  };

const silencing =
  (ports: CustomerPorts) =>
  async (ctx: Ctx, asked: Silence): Answer<Awaited<ReturnType<typeof silencesOf>>> => {
    if (!isShown(asked)) return err(UNKNOWN_WORDS);
    const profile = await ports.settled(ctx, asked);
    if (profile === null) return err(NO_PERSON_NOW);
    await setSilence(ports, ctx, { ...asked, profile });
    return ok(await silencesOf(ctx, { ...asked, profile }));
  };

/** A customer's inbox: how one comes in, what lies there, and how to have no more of it. */
export function createInbox(ports: CustomerPorts) {
  const follow = following(ports);
  return {
    invite: inviting(ports),
    /** The organisation that a token names; null for what is no token. */
    tenantOf: tenantIn,
    enter: entering(ports),
    customerOf: recognising(ports),
    read: reading(ports),
    follow: (customer: Customer, signal: AbortSignal) =>
      follow(customer, showing(ports, customer.seal.tenant), signal),
    opened: opening(ports),
    optOut: silencing(ports),
    /** What the customer said of being written to, with what proves it. */
    consents: ownConsents,
  };
}
export type InboxRoom = ReturnType<typeof createInbox>;
