import { CardProduct, Text } from "@zhongshu/cards";
import { DAY, type ProfileId, SECOND, type ShopId } from "@zhongshu/kernel";
import { z } from "zod";
import { PURPOSES } from "./consent/wording.ts";

export { MESSAGE_WORDINGS, PURPOSES, type Purpose } from "./consent/wording.ts";
export type {
  Channel,
  Facts,
  Kind,
  Message,
  Policy,
  Slot,
  Standing,
  Verdict,
} from "./gate/facts.ts";
export { type Decision, decide, STEPS, type Step } from "./gate/gate.ts";
export { USUAL_POLICY } from "./gate/policy.ts";

/** How we know that somebody belongs: WeCom's callback, our own link, a list, or nobody can say. */
export const Source = z.enum(["wecom", "own-link", "imported-list", "unknown"]);
export type Source = z.infer<typeof Source>;

/** GET/POST /api/shops/:shop/communities {name, channel, code?, size?}. `code` is what events call it. */
export const Community = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  channel: z.enum(["wecom", "wechat", "app", "unknown"]),
  /** How many are in the group as the owner says; null when not told. */
  size: z.int().nullable(),
  /** How many of them we know as customers. */
  known: z.int(),
});
export type Community = z.infer<typeof Community>;

/** POST /api/shops/:shop/communities/:community/members {userIds}. */
export const Enrolled = z.object({
  added: z.int(),
  already: z.int(),
  /** User ids that no customer of this shop has. */
  unknown: z.array(z.string()),
});
export type Enrolled = z.infer<typeof Enrolled>;

export const OptOutChannel = z.enum([
  "all",
  "wecom-mass",
  "wecom-group",
  "wecom-service",
  "sms",
  "app",
]);
/** What a person said of being written to, with what proves it. */
const Word = z.object({
  /** Under which number it is kept; null where it was not. */
  id: z.uuid().nullable(),
  channel: OptOutChannel,
  at: z.int(),
  /** What the person said or did, in words or as a reference. */
  proof: z.string(),
  /** Who wrote it down: a name, "customer" for the person themselves, null where it was not kept. */
  by: z.string().nullable(),
  withdrawnAt: z.int().nullable(),
  /** The same of taking it back. */
  withdrawnProof: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnId: z.uuid().nullable(),
  /** Which version of our words they had before them, as `MESSAGE_WORDINGS` counts; null where it was no page of ours. */
  words: z.int().nullable(),
  withdrawnWords: z.int().nullable(),
});

/** GET/POST /api/shops/:shop/people/:profile/opt-outs {channel, proof, purpose?}; POST …/opt-outs/withdrawn. */
export const OptOut = Word.extend({ purpose: z.enum(PURPOSES) });
export type OptOut = z.infer<typeof OptOut>;
/** A word that refuses all marketing and was not taken back: what the shop writes down where somebody says “no more”. */
export const refusesAll = ({ purpose, channel, withdrawnAt }: OptOut): boolean =>
  purpose === "marketing" && channel === "all" && withdrawnAt === null;

/**
 * GET/POST /api/shops/:shop/people/:profile/agreements {channel, proof}; POST …/agreements/withdrawn. Of many at once:
 * POST /api/shops/:shop/agreements {userIds, channel, proof} → Agreed. An opt-out outweighs it until withdrawn.
 */
export const Agreement = z.object(Word.shape);
export type Agreement = z.infer<typeof Agreement>;
export const Agreed = z.object({
  added: z.int(),
  already: z.int(),
  /** Of those who agreed: how many have opted out, and so are not written to until they withdraw that. */
  optedOut: z.int(),
  /** User ids that no customer of this shop has. */
  unknown: z.array(z.string()),
});
export type Agreed = z.infer<typeof Agreed>;

const minute = z.int().min(0).max(1_439);
/** GET/PUT /api/shops/:shop/policy: how careful the organisation is, and how long its results take. */
export const ReachPolicy = z.object({
  quiet: z.object({ from: minute, until: minute }).nullable(),
  wecom: z.enum(["days-of-month", "seven-a-week", "one-a-day"]),
  service: z.object({
    most: z.int().min(1).max(5),
    within: z
      .int()
      .min(SECOND)
      .max(2 * DAY),
  }),
  frequency: z.object({ most: z.int().min(1).max(100), days: z.int().min(1).max(90) }).nullable(),
  withoutConsent: z.boolean(),
  /** Outcomes count so long after the tap; refunds are waited for so long after that. In milliseconds. */
  windowMs: z
    .int()
    .min(SECOND)
    .max(90 * DAY),
  returnMs: z
    .int()
    .min(0)
    .max(180 * DAY),
});
export type ReachPolicy = z.infer<typeof ReachPolicy>;

/** GET/PUT /api/shops/:shop/hold-out {share}: the part of the organisation's customers that gets nothing optional one by one. */
export const HoldOutShare = z.object({ share: z.number().min(0).max(0.5) });

/** Customers by where they stand towards the standing hold-out; whom a merge carried across is on neither side. */
export type Standings = {
  readonly share: number;
  /** Null when its size was never changed. */
  readonly resizedAt: number | null;
  readonly heldOut: readonly ProfileId[];
  readonly others: readonly ProfileId[];
  /** How many a merge carried across. */
  readonly crossed: number;
};

/** How a message leaves: into our own inbox page, by the owner's hand to named persons, or by hand into groups. */
export const Way = z.enum(["inbox", "named-copy", "group-copy"]);
export type Way = z.infer<typeof Way>;

/** `programme`: in the organisation's standing hold-out, compared with nobody here. */
export const Arm = z.enum(["treated", "held-out", "programme"]);
export type Arm = z.infer<typeof Arm>;

/** What a tap does: brain makes it of a card. `template` holds placeholders only. */
export type Plan = {
  readonly shop: ShopId;
  /** The tap's own; the same key twice is one execution. */
  readonly key: string;
  readonly card: string | null;
  /** What executions are compared under, such as "due-again". */
  readonly play: string;
  readonly title: string;
  readonly way: Way;
  readonly product: string;
  readonly sku: string;
  readonly style: string;
  readonly template: string;
  /** Communities for a group post, persons for the other ways. */
  readonly to:
    | { readonly persons: readonly ProfileId[] }
    | { readonly communities: readonly string[] };
  readonly holdOut: number;
  readonly windowMs: number;
  readonly returnMs: number;
};

/** Who cannot be written to, by the gate's reason itself: a step may have several. */
const Stops = z.object({ step: z.string(), count: z.int(), reason: Text });
export type Stops = z.infer<typeof Stops>;

/** What was decided before the tap; the numbers can only shrink until it is sent. */
export const Preview = z.object({
  way: Way,
  /** Persons, or groups for a group post. */
  audience: z.int(),
  /** Who would be written to, and who is left out this time to see whether it works. */
  toSend: z.int(),
  /** How many of these go only then, and why; null when all go at once. */
  later: z.object({ count: z.int(), at: z.int(), why: Text }).nullable(),
  toHoldOut: z.int(),
  holdOutShare: z.number(),
  stopped: z.array(Stops),
  /** Of a group post: what becomes of each group today, by name; empty for the other ways. */
  groups: z.array(
    z.object({
      community: z.uuid(),
      name: z.string(),
      today: z.enum(["posted", "held-out", "stopped"]),
      reason: Text.nullable(),
    }),
  ),
  cost: z.object({ minor: z.int(), currency: z.string() }),
  /** What is left of the allowance of the persons concerned, in words: "每人 7 天最多 3 条，这些人平均还剩 2.1 条". */
  left: Text,
});
export type Preview = z.infer<typeof Preview>;

/**
 * GET /api/shops/:shop/executions?cursor=&limit= → {executions, next}; GET …/executions/:execution → Execution;
 * POST …/executions/:execution/cancel → Cancelled. Made by brain's POST …/cards/:card/execute.
 */
export const Execution = z.object({
  id: z.uuid(),
  card: z.uuid().nullable(),
  play: z.string(),
  title: z.string(),
  way: Way,
  product: z.string(),
  sku: z.string(),
  style: z.string(),
  holdOutShare: z.number(),
  state: z.enum(["running", "done", "cancelled"]),
  by: z.string(),
  startedAt: z.int(),
  endedAt: z.int().nullable(),
  /** When the first may go: outcomes count from here until `closesAt`, for whoever is left out as well. */
  opensAt: z.int(),
  closesAt: z.int(),
  returnsUntil: z.int(),
  /** Persons (or groups, for group-copy) by state; they add up to the audience. */
  counts: z.object({
    waiting: z.int(),
    listed: z.int(),
    sent: z.int(),
    heldOut: z.int(),
    stopped: z.int(),
    cancelled: z.int(),
  }),
  /** When those waiting may go; null where none of them waits for the end of quiet hours. */
  waitsUntil: z.int().nullable(),
  /** Why the stopped ones were, the most first; their counts add up to `counts.stopped`. */
  stops: z.array(Stops),
  opened: z.int(),
  clicked: z.int(),
});
export type Execution = z.infer<typeof Execution>;

/** What a cancelling could still stop, what it could not, and of what nobody knows: copied, and not said to be sent. */
export const Cancelled = z.object({ stopped: z.int(), gone: z.int(), unsure: z.int() });
export type Cancelled = z.infer<typeof Cancelled>;

/**
 * GET …/executions/:execution/recipients?state=&cursor=&limit= → {recipients, next, warning}; the rows behind the
 * counts. `warning`: who was ticked off before was told another price than the texts name now.
 */
export const RecipientState = z.enum([
  "waiting",
  "listed",
  "sent",
  "held-out",
  "stopped",
  "cancelled",
]);
export type RecipientState = z.infer<typeof RecipientState>;
export const Recipient = z.object({
  profile: z.uuid(),
  /** As the shop knows them; masked where it is a number. */
  name: z.string(),
  arm: Arm,
  state: RecipientState,
  reason: Text.nullable(),
  decidedAt: z.int().nullable(),
  openedAt: z.int().nullable(),
  clickedAt: z.int().nullable(),
  /**
   * Only for the named list: the text to copy, with this person's own link, filled from the rows of now; null while it
   * may not be sent just now, with the gate's word in `reason`.
   */
  text: z.string().nullable(),
  /** Only for the named list: what tells customers of one name apart, as far as it is known; a phone is masked. */
  apart: z
    .object({
      nickname: z.string().nullable(),
      phone: z.string().nullable(),
      userId: z.string().nullable(),
      lastOrderAt: z.int().nullable(),
    })
    .exactOptional(),
});
export type Recipient = z.infer<typeof Recipient>;
export const RecipientPage = z.object({
  recipients: z.array(Recipient),
  next: z.uuid().nullable(),
  /** Of those who are listed: what all of them are told, each before their own link; null where nobody may be just now. */
  words: z.string().nullable(),
  warning: Text.nullable(),
});
export type RecipientPage = z.infer<typeof RecipientPage>;

/**
 * GET …/executions/:execution/posts → {posts}; POST …/posts/:community/copied → PostCopy: the text filled from the
 * rows of now with this group's own link; POST …/posts/:community/sent. POST …/recipients/:profile/copied
 * → PostCopy likewise for one person of the named list, POST …/recipients/:profile/sent ticks them off.
 */
export const PostState = z.enum(["waiting", "copied", "sent", "held-out", "stopped", "cancelled"]);
export type PostState = z.infer<typeof PostState>;
export const Post = z.object({
  community: z.uuid(),
  name: z.string(),
  day: z.iso.date(),
  arm: z.enum(["treated", "held-out"]),
  state: PostState,
  reason: Text.nullable(),
  copiedAt: z.int().nullable(),
  sentAt: z.int().nullable(),
  /** Where the group's own link is opened; null until its words were copied, which the gate must allow. */
  link: z.string().nullable(),
  clicks: z.int(),
});
export type Post = z.infer<typeof Post>;
export const PostCopy = z.object({
  text: z.string(),
  /** An earlier copy named another price: what it said, and what to do. */
  warning: Text.nullable(),
});
export type PostCopy = z.infer<typeof PostCopy>;

/** POST /api/shops/:shop/people/:profile/entry → a link into this customer's inbox that works once. */
export const Entry = z.object({ url: z.string(), expiresAt: z.int() });
export type Entry = z.infer<typeof Entry>;

/**
 * The customer's own side, by cookie: POST /api/inbox/enter {token}; GET /api/inbox → Inbox; SSE GET /api/inbox/live;
 * POST /api/inbox/:message/opened; POST /api/inbox/opt-out {on, purpose?, words?}. GET /api/l/:code → LinkTarget, by nobody in
 * particular; POST /api/l/:code/seen → LinkSeen is the page's beacon.
 */
export const InboxMessage = z.object({
  id: z.uuid(),
  text: z.string(),
  at: z.int(),
  openedAt: z.int().nullable(),
  /** Path of the link on this host. */
  link: z.string(),
});
export type InboxMessage = z.infer<typeof InboxMessage>;
export const Inbox = z.object({
  shop: z.string(),
  name: z.string().nullable(),
  optedOut: z.boolean(),
  noticesOff: z.boolean(),
  messages: z.array(InboxMessage),
});
export type Inbox = z.infer<typeof Inbox>;
/** GET /api/inbox/consents: what the customer said of being written to. */
export const OwnConsents = z.object({ refused: z.array(OptOut), agreed: z.array(Agreement) });
export type OwnConsents = z.infer<typeof OwnConsents>;
export const LinkTarget = z.object({
  shop: z.string(),
  product: CardProduct.nullable(),
  /** Why the goods cannot be bought any more; null while they can. */
  closed: Text.nullable(),
});
export type LinkTarget = z.infer<typeof LinkTarget>;
/** Whoever works in the shop and tries its link out counts as nobody. */
export const LinkSeen = z.object({ counted: z.boolean() });
export type LinkSeen = z.infer<typeof LinkSeen>;
