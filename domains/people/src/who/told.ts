import type { ProfileId } from "@zhongshu/kernel";
import type { Sender } from "@zhongshu/ledger/contract";
import { NAME_KEYS, NICKNAME_KEYS, PHONE_KEYS } from "../profile/trait-keys.ts";
import { plainName } from "./names.ts";
import { maskOf, readPhone } from "./phone.ts";
import type { Sign, SignKind } from "./sign.ts";

/** A sign, with how it may be shown to somebody of the shop. */
export type ToldSign = Sign & { readonly shown: string; readonly message: string };
/** A keyed hash: the same in this installation, and of no use outside. */
export type Keyed = (value: string) => string;

const under = (kind: SignKind, keys: readonly string[]) =>
  keys.map((key): readonly [string, SignKind] => [key, kind]);
const KINDS: ReadonlyMap<string, SignKind> = new Map([
  ...under("unionid", ["unionid", "union_id", "unionId"]),
  ...under("openid", ["openid", "open_id", "openId"]),
  ...under("external_userid", ["external_userid", "externalUserid"]),
  ...[...under("name", NAME_KEYS), ...under("nickname", NICKNAME_KEYS)],
  ...under("city", ["city", "城市"]),
]);
const NOTHING = /^(?:null|undefined|none|nil|nan|unknown|test|n\/?a|无|未知|[-_.0/\s]*)$/i;

type Raw = { readonly kind: SignKind; readonly value: string; readonly shown: string };
type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What of a long id may be shown: enough to compare two by eye. */
const tail = (value: string): string => (value.length <= 6 ? value : `…${value.slice(-6)}`);

function phoneSigns(value: unknown, keyed: Keyed): readonly Raw[] {
  const phone =
    typeof value === "string" || typeof value === "number" ? readPhone(String(value)) : null;
  if (phone === null) return [];
  const mask: Raw = { kind: "mask", value: phone.mask, shown: phone.mask };
  if (phone.is === "masked") return [mask];
  return [{ kind: "phone", value: keyed(`phone/${phone.mobile}`), shown: phone.mask }, mask];
}

function plainSign(kind: SignKind, value: unknown): readonly Raw[] {
  if (typeof value !== "string" || NOTHING.test(value.trim()) || value.length > 200) return [];
  const words = kind === "name" || kind === "nickname" || kind === "city";
  const plain = words ? plainName(value) : value.trim();
  if (plain === "" || /\d{7}/.test(words ? plain : "")) return [];
  return [{ kind, value: plain, shown: words ? value.trim() : tail(plain) }];
}

function traitSigns(traits: Json, keyed: Keyed): readonly Raw[] {
  return Object.entries(traits).flatMap(([key, value]) => {
    if (PHONE_KEYS.includes(key)) return phoneSigns(value, keyed);
    const kind = KINDS.get(key);
    return kind === undefined ? [] : plainSign(kind, value);
  });
}

function community({ type, properties }: Sender): readonly Raw[] {
  const code = type === "grouped" ? properties["group"] : properties["community"];
  const joins = type === "grouped" || type === "community_joined";
  return joins ? plainSign("community", code) : [];
}

function rawSigns(sender: Sender, keyed: Keyed): readonly Raw[] {
  const traits = sender.type === "identified" ? sender.properties["traits"] : null;
  return [
    ...(isRecord(traits) ? traitSigns(traits, keyed) : []),
    ...community(sender),
    // Shops often call their customers by the number itself.
    ...phoneSigns(sender.userId, keyed),
  ];
}

/** What comes with a key that every visitor can read proves nothing: anybody could tell another's number. */
const isProof = ({ messageId }: Sender): boolean => !messageId.startsWith("browser:");

/** The signs that a batch tells of its people; `bases` are who each event is by itself. */
export function signsOf(
  batch: readonly Sender[],
  bases: readonly (ProfileId | null)[],
  keyed: Keyed,
): readonly ToldSign[] {
  const signs = new Map<string, ToldSign>();
  for (const [i, sender] of batch.entries()) {
    const base = bases[i] ?? null;
    if (base === null || !isProof(sender)) continue;
    for (const raw of rawSigns(sender, keyed)) {
      const key = `${base} ${raw.kind} ${raw.value}`;
      const before = signs.get(key);
      const firstAt = Math.min(sender.at, before?.firstAt ?? sender.at);
      const lastAt = Math.max(sender.at, before?.lastAt ?? sender.at);
      signs.set(key, {
        ...raw,
        base,
        message: before?.message ?? sender.messageId,
        firstAt,
        lastAt,
      });
    }
  }
  return [...signs.values()];
}

/** The same traits with every whole number masked: the number itself is needed for nothing that we do. */
export const withoutNumbers = <T>(
  traits: Readonly<Record<string, T>>,
): Readonly<Record<string, T | string>> =>
  Object.fromEntries(
    Object.entries(traits).map(([key, value]) => {
      const phone =
        PHONE_KEYS.includes(key) && (typeof value === "string" || typeof value === "number")
          ? readPhone(String(value))
          : null;
      return [key, phone?.is === "full" ? maskOf(phone.mobile) : value];
    }),
  );

/** What of an event's properties is stored. */
export const kept = (properties: Json): Json =>
  isRecord(properties["traits"])
    ? { ...properties, traits: withoutNumbers(properties["traits"]) }
    : properties;
