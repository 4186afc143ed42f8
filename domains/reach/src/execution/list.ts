import {
  type Ctx,
  err,
  iso,
  type Money,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type Text,
} from "@zhongshu/kernel";
import type { Arm, Recipient, RecipientPage, RecipientState } from "../contract.ts";
import { HELD_BY_PLAY, HELD_FOR_EVER } from "../gate/words.ts";
import { policyOf } from "../policy/store.ts";
import type { ReachPorts } from "../ports.ts";
import { NOT_ALLOWED } from "../refusals.ts";
import { delivered } from "./delivered.ts";
import { priceWarning } from "./price.ts";
import { NO_EXECUTION, NOT_LISTED, WINDOW_OVER } from "./refusals.ts";
import { from, REASON, RECIPIENT, SHOWN } from "./states.ts";
import { finish, heldSending, type One, type Sending, sendingOf } from "./store.ts";
import { namedCopy } from "./ways/named-copy.ts";
import { weighAgain } from "./weigh.ts";
import { say } from "./words.ts";

type Answer<T> = Promise<Result<T, Refusal>>;

export type Asked = One & {
  readonly state: RecipientState | null;
  /** The last person of the page before. */
  readonly cursor: ProfileId | null;
  readonly limit: number;
};

type Row = Omit<Recipient, "name" | "text" | "profile"> & {
  readonly profile: ProfileId;
  readonly link: string | null;
  readonly said: string | null;
};

const READ = `
select r.profile, r.arm, ${SHOWN} as state, ${REASON} - 'step' as reason, r.decided_at as "decidedAt",
  r.opened_at as "openedAt", r.clicked_at as "clickedAt", r.link, coalesce(r.said, m.text) as said
from reach.recipient r left join reach.message m
  on m.execution = r.execution and m.profile = r.profile
where r.execution = $1`;

/** The words to a person of the named list, with their own link under them. */
export const withLink = (text: string, { address }: ReachPorts, ctx: Ctx, link: string): string =>
  `${text}\n${address(ctx.tenant, link)}`;

type Copy = { readonly text: string | null; readonly reason: Recipient["reason"] };
type Copies = {
  readonly of: ReadonlyMap<ProfileId, Copy>;
  /** What all of them are told, each before their own link; null where nobody may be told anything just now. */
  readonly words: string | null;
  readonly price: Money | null;
  readonly warning: Text | null;
};
const NONE = { words: null, price: null, warning: null };

/** What may be copied for those on the list now; where it may not just now, the gate's word instead of the text. */
export async function copiesOf(
  ctx: Ctx,
  ports: ReachPorts,
  { sending, listed }: { readonly sending: Sending; readonly listed: readonly ProfileId[] },
): Promise<Copies> {
  if (listed.length === 0) return { of: new Map(), ...NONE };
  const { shop } = sending;
  if (ctx.now >= sending.closesAt) {
    const late = { text: null, reason: WINDOW_OVER.message };
    return { of: new Map(listed.map((profile) => [profile, late])), ...NONE };
  }
  const said = await say(ctx, ports.words, sending, true);
  const policy = await policyOf(ctx);
  const { message } = namedCopy;
  const plain = await ports.people.plain(ctx, shop);
  const decisions = await weighAgain(ctx, { shop, message, policy, said, plain }, listed);
  const of = [...decisions].map(([profile, decision]): [ProfileId, Copy] => [
    profile,
    decision.decision === "send"
      ? { text: said.text, reason: null }
      : { text: null, reason: decision.reason },
  ]);
  const warning = await priceWarning(ctx, sending.id, { now: said.price, to: "person" });
  const words = of.some(([, { text }]) => text !== null) ? said.text : null;
  return { of: new Map(of), words, price: said.price, warning };
}

/** Why somebody of this arm gets nothing, where the gate has not said it yet. */
function reasonOfArm({ arm, state }: Pick<Row, "arm" | "state">): Text | null {
  if (state === "held-out") return HELD_BY_PLAY;
  return arm === "programme" && state === "stopped" ? HELD_FOR_EVER : null;
}

/** The rows behind the counts, by id. */
export async function recipients(ctx: Ctx, ports: ReachPorts, asked: Asked): Answer<RecipientPage> {
  if (!ctx.can("people.read", asked.shop)) return err(NOT_ALLOWED);
  const sending = await sendingOf(ctx, asked);
  if (sending === null) return err(NO_EXECUTION);
  const rows = await ctx.sql.rows<Row>(
    `${READ} and ($2::text is null or ${SHOWN} = $2) and ($3::uuid is null or r.profile > $3::uuid)
     order by r.profile limit $4`,
    [asked.execution, asked.state, asked.cursor, asked.limit + 1],
  );
  const page = rows.slice(0, asked.limit);
  const listed = page.filter(({ state }) => state === "listed").map(({ profile }) => profile);
  const copies = await copiesOf(ctx, ports, { sending, listed });
  const whom = { shop: asked.shop, profiles: page.map(({ profile }) => profile) };
  const names = await ports.people.namesOf(ctx, whom);
  const apart = await ports.people.apartOf(ctx, { ...whom, profiles: listed });
  const shown = page.map(({ link, said, ...kept }) => {
    const row = { ...kept, reason: kept.reason ?? reasonOfArm(kept) };
    const name = names.get(row.profile) ?? `客户 ${row.profile.slice(-4)}`;
    const copy = copies.of.get(row.profile);
    if (copy === undefined || link === null) return { ...row, name, text: said };
    const { reason, text } = copy;
    const by = apart.get(row.profile);
    return {
      ...{ ...row, name, reason, text: text && withLink(text, ports, ctx, link) },
      ...(by === undefined ? {} : { apart: by }),
    };
  });
  return ok({
    recipients: shown,
    next: rows.length > asked.limit ? (page.at(-1)?.profile ?? null) : null,
    words: copies.words,
    warning: copies.warning,
  });
}

type Ticked = { readonly link: string };

async function tell(
  ctx: Ctx,
  ports: ReachPorts,
  to: { readonly sending: Sending; readonly profile: ProfileId; readonly link: string },
): Promise<void> {
  const { text, price } = await say(ctx, ports.words, to.sending, true);
  const said = text === "" ? null : withLink(text, ports, ctx, to.link);
  await ctx.sql.run(
    `update reach.recipient set said = $3, price = $4, currency = $5
     where execution = $1 and profile = $2 and copied_at is null`,
    [to.sending.id, to.profile, said, price?.minor ?? null, price?.currency ?? null],
  );
  const event = { profile: to.profile, message: to.link, at: ctx.now };
  await ports.append(ctx, [delivered(to.sending, event)]);
}

/** The owner has sent it by hand. Saying so again changes nothing. */
export async function tick(
  ctx: Ctx,
  ports: ReachPorts,
  { shop, execution, profile }: One & { readonly profile: ProfileId },
): Answer<{ readonly state: RecipientState }> {
  if (!ctx.can("cards.act", shop)) return err(NOT_ALLOWED);
  await ports.people.standStill(ctx);
  const sending = await heldSending(ctx, { shop, execution });
  if (sending === null) return err(NO_EXECUTION);
  const late = ctx.now >= sending.closesAt;
  const ticked = late
    ? null
    : await ctx.sql.maybe<Ticked>(
        `update reach.recipient set state = 'sent', decided_at = $3::timestamptz
     where execution = $1 and profile = $2 and state = any($4::text[]) and link is not null returning link`,
        [execution, profile, iso(ctx.now), from(RECIPIENT, "tick")],
      );
  if (ticked !== null) {
    await tell(ctx, ports, { sending, profile, link: ticked.link });
    await finish(ctx, execution);
    await ports.audit(ctx, "message.sent", profile, { shop, execution });
    return ok({ state: "sent" });
  }
  const stands = await ctx.sql.maybe<{ readonly state: RecipientState }>(
    "select state from reach.recipient where execution = $1 and profile = $2",
    [execution, profile],
  );
  if (stands?.state === "sent") return ok({ state: "sent" });
  return err(stands && late ? WINDOW_OVER : NOT_LISTED);
}

/** Who was drawn into which arm and what became of them: what an analysis as assigned needs. */
export type Assigned = {
  readonly profile: ProfileId;
  readonly arm: Arm;
  readonly state: RecipientState;
  readonly at: number;
  /** Would have been let through at the tap; the same for either arm, so those who would not may be left out. */
  readonly eligible: boolean;
};

/** Everybody but those whom a merge carried across the arms; see `crossed`. */
export const assigned = (ctx: Ctx, { shop, execution }: One): Promise<readonly Assigned[]> =>
  ctx.sql.rows<Assigned>(
    `select r.profile, r.arm, r.state, coalesce(r.decided_at, e.started_at) as at, r.eligible
     from reach.recipient r join reach.execution e on e.id = r.execution
     where e.shop = $1 and r.execution = $2 and not r.crossed order by r.profile`,
    [shop, execution],
  );

/** How many a merge carried across the arms of this execution: excluded from every comparison. */
export const crossed = async (ctx: Ctx, { shop, execution }: One): Promise<number> =>
  (
    await ctx.sql.one<{ readonly n: number }>(
      `select count(*)::int as n from reach.recipient
       where shop = $1 and execution = $2 and crossed`,
      [shop, execution],
    )
  ).n;
