import type { Instant } from "@zhongshu/kernel";
import { profileId } from "@zhongshu/kernel";
import { isAct, type Sender } from "@zhongshu/ledger/contract";
import { readPhone } from "../who/phone.ts";
import { type Keyed, signsOf } from "../who/told.ts";

/** What is left of an erased person: since when nothing of them is known, and when they came anew. */
export type Stone = { readonly erasedAt: Instant; readonly returnedAt: Instant | null };

/** `told`: an id of a channel, or an address, that is one person's wherever it is told. */
export type IdKind = "user" | "anonymous" | "told" | "phone";
export type Id = { readonly kind: IdKind; readonly value: string };

export const hashOf = (keyed: Keyed, { kind, value }: Id): string =>
  keyed(`erased/${kind}/${value}`);

export const CHANNELS: ReadonlySet<string> = new Set(["unionid", "openid", "external_userid"]);
/** Keys under which lists tell an address for mail. */
export const EMAIL = /^(?:e-?mail|邮箱|电子邮箱)$/i;
const ANYBODY = profileId("00000000-0000-8000-8000-000000000000");

/** The phone that a user id is, as signs keep it: shops often call their customers by the number itself. */
function phoneOf(userId: string, keyed: Keyed): readonly Id[] {
  const phone = readPhone(userId);
  return phone?.is === "full" ? [{ kind: "phone", value: keyed(`phone/${phone.mobile}`) }] : [];
}

function emailsIn({ type, properties: { traits } }: Sender): readonly string[] {
  if (type !== "identified" || typeof traits !== "object" || traits === null) return [];
  return Object.entries(traits).flatMap(([key, value]: [string, unknown]) =>
    EMAIL.test(key) && typeof value === "string" && value.includes("@") ? value.trim() : [],
  );
}

const PARTS = /[,;|"'{}[\]\t\r\n]+|:(?=\s*")/;
const SHORTEST = 4;

/** Whatever in a text may be an id of somebody, of every kind that it may be. */
export function idsIn(text: string, keyed: Keyed): readonly Id[] {
  const parts = new Set(text.split(PARTS).map((part) => part.trim()));
  return [...parts].flatMap((value): readonly Id[] => {
    if (value.length < SHORTEST || value.length > 200) return [];
    const kinds = ["user", "anonymous", "told"] as const;
    return [...kinds.map((kind) => ({ kind, value })), ...phoneOf(value, keyed)];
  });
}

/** `own`: who the event says it is of. `told`: ids of channels that it tells, asked for where `own` was never erased. */
export type Ids = { readonly own: readonly Id[]; readonly told: readonly Id[] };

/**
 * By which ids an event may be of an erased person: its user, else its browser, else the channel's ids that it tells. A
 * phone that is only told is none: a family shares it.
 */
export function idsOf(sender: Sender, keyed: Keyed): Ids {
  const { userId, anonymousId } = sender;
  const own: readonly Id[] =
    userId !== null
      ? [{ kind: "user", value: userId }, ...phoneOf(userId, keyed)]
      : anonymousId !== null
        ? [{ kind: "anonymous", value: anonymousId }]
        : [];
  const signs = signsOf([sender], [ANYBODY], keyed).flatMap(({ kind, value }) =>
    CHANNELS.has(kind) ? value : [],
  );
  const told = [...signs, ...emailsIn(sender)].map((value): Id => ({ kind: "told", value }));
  return { own, told };
}

/** What a person did themselves; who they are, and where they stand on a list, somebody else says of them. */
export const isOwnAct = ({ type, properties }: Sender): boolean =>
  isAct({ type, properties }) && type !== "identified" && properties["source"] !== "imported-list";

/** Is the event of after the erasure, and either an act or told of somebody who has come anew? */
export const admits = ({ erasedAt, returnedAt }: Stone, sender: Sender): boolean =>
  sender.at > erasedAt && (isOwnAct(sender) || (returnedAt !== null && sender.at >= returnedAt));
