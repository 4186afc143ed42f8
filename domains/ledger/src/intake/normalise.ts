import type { Instant, Result, ShopId, TenantId } from "@zhongshu/kernel";
import { err, ok } from "@zhongshu/kernel";
import { conform, standardOf } from "../catalogue/catalogue.ts";
import { type Reason, reason } from "../catalogue/reason.ts";
import { isRecord, type Named, translate } from "../catalogue/segment.ts";
import type { LedgerEvent } from "../contract.ts";
import { TOO_DEEP, unfit } from "./hygiene.ts";
import { happenedAt } from "./time.ts";

/** An event that fits the catalogue; who it is about is not resolved yet. */
export type Fact = Omit<LedgerEvent, "profile" | "origin"> & { readonly from?: Origin };

/** Where a fact came from: a write key, or an import with the lines of its file (as a multirange). */
export type Origin = { readonly id: string; readonly rows: string | null };

/** Whose key it is, and when and how the event came. */
export type Arrival = {
  readonly tenant: TenantId;
  readonly shop: ShopId;
  readonly key: "browser" | "server";
  readonly receivedAt: Instant;
  readonly historical: boolean;
  /** For an event that brings no messageId, by the key's own names; such an event is never recognised when it comes again. */
  freshId(): string;
};

/** `dead` is kept with its reason; `forbidden` is not: this key may not say such things at all. */
export type Rejection = { readonly kind: "dead" | "forbidden"; readonly reason: Reason };
type Raw = Record<string, unknown>;
type Ids = Pick<Fact, "messageId" | "anonymousId" | "userId">;

const dead = (why: Reason): Rejection => ({ kind: "dead", reason: why });

/** One message in Segment's form → one fact of the ledger. */
export function normalise(raw: unknown, arrival: Arrival): Result<Fact, Rejection> {
  const problem = unfit(raw);
  if (!isRecord(raw)) return err(dead(problem === TOO_DEEP ? TOO_DEEP : NOT_OBJECT));
  if (problem !== null) return err(dead(problem));
  const ids = idsOf(raw, arrival);
  if (!ids.ok) return err(dead(ids.error));
  const named = nameOf(raw, ids.value.messageId);
  if (!named.ok) return err(dead(named.error));
  const refusal = forbidden(named.value.type, ids.value, arrival);
  if (refusal !== null) return err({ kind: "forbidden", reason: refusal });
  return settle({ raw, ids: ids.value, named: named.value, arrival });
}

type Read = {
  readonly raw: Raw;
  readonly ids: Ids;
  readonly named: Named;
  readonly arrival: Arrival;
};

function settle({ raw, ids, named, arrival }: Read): Result<Fact, Rejection> {
  const conforming = conform(named.type, named.properties);
  if (!conforming.ok) return err(dead(conforming.error));
  const about = nobody(named.type, ids);
  if (about !== null) return err(dead(about));
  const at = happenedAt({
    timestamp: raw["timestamp"],
    originalTimestamp: raw["originalTimestamp"],
    sentAt: raw["sentAt"],
    receivedAt: arrival.receivedAt,
    historical: arrival.historical,
  });
  if (!at.ok) return err(dead(at.error));
  const { tenant, shop, receivedAt } = arrival;
  return ok({ tenant, shop, ...ids, ...conforming.value, at: at.value, receivedAt });
}

function idsOf(raw: Raw, arrival: Arrival): Result<Ids, Reason> {
  const ids = [raw["messageId"], raw["anonymousId"], raw["userId"]].map(readId);
  const wrong = ["messageId", "anonymousId", "userId"].find((_, i) => ids[i] === undefined);
  if (wrong !== undefined) return err(badId(wrong));
  const [messageId = null, anonymousId = null, userId = null] = ids;
  const named = messageId === null ? arrival.freshId() : storedId(messageId, arrival.key);
  return ok({ messageId: named, anonymousId, userId });
}

/**
 * The messageId under which it is stored. Every visitor can read a browser key, so what comes with one has
 * names of its own: it can never take the name of an event of a server or of an import.
 */
export const storedId = (told: string, key: Arrival["key"]): string => {
  if (key === "browser") return `browser:${told}`;
  return /^(?:browser|server):/.test(told) ? `server:${told}` : told;
};

/** Was it told with a key that every visitor can read? */
export const isVisitors = (messageId: string | null): boolean =>
  messageId?.startsWith("browser:") === true;

/** Null when it is not there, undefined when it is no id. */
export function readId(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" && value.length <= 200 ? value : undefined;
}

const objectAt = (raw: Raw, key: string): Raw => {
  const value = raw[key];
  return isRecord(value) ? value : {};
};

function nameOf(raw: Raw, messageId: string): Result<Named, Reason> {
  const properties = objectAt(raw, "properties");
  const traits = objectAt(raw, "traits");
  switch (raw["type"]) {
    case "track":
      return typeof raw["event"] === "string" && raw["event"] !== ""
        ? ok(translate(raw["event"], properties, messageId))
        : err(NO_NAME);
    case "page":
    case "screen":
      return ok({
        type: "page_viewed",
        properties: { ...pick(raw, ["name", "category"]), ...properties },
      });
    case "identify":
      return ok({ type: "identified", properties: { traits } });
    case "group":
      return ok({ type: "grouped", properties: { group: raw["groupId"], traits } });
    case "alias":
      return ok({ type: "aliased", properties: { previous: raw["previousId"] } });
    default:
      return err(NO_TYPE);
  }
}

const pick = (raw: Raw, keys: readonly string[]): Raw =>
  Object.fromEntries(
    keys.filter((key) => typeof raw[key] === "string").map((key) => [key, raw[key]]),
  );

function forbidden(type: string, ids: Ids, arrival: Arrival): Reason | null {
  if (arrival.key === "server") return null;
  if (standardOf(type)?.from === "server") return needsServerKey(type);
  return ids.userId === null ? null : USER_FROM_BROWSER;
}

function nobody(type: string, ids: Ids): Reason | null {
  if (type === "aliased" && ids.userId === null) return NOBODY;
  const named = ids.anonymousId !== null || ids.userId !== null;
  return named || standardOf(type)?.person === false ? null : NOBODY;
}

const NOT_OBJECT = reason(
  "event.not-object",
  "事件不是 JSON 对象。",
  "The event is not a JSON object.",
);
const NO_NAME = reason(
  "event.no-name",
  "track 缺少事件名 event。",
  "A track call needs its event's name in `event`.",
);
const NO_TYPE = reason(
  "event.no-type",
  "type 应为 track、identify、page、screen、group 或 alias。",
  "`type` must be track, identify, page, screen, group or alias.",
);
const NOBODY = reason(
  "event.nobody",
  "这个事件必须带 anonymousId 或 userId（alias 必须带 userId）。",
  "This event must carry anonymousId or userId (an alias: userId).",
);
const USER_FROM_BROWSER = reason(
  "key.anonymous-only",
  "网页密钥只能发送匿名访客的行为，不能带 userId；请从服务器用服务端密钥发送。",
  "A browser key may only speak for anonymous ids: send events with a userId from your server, with a server key.",
);
const needsServerKey = (type: string): Reason =>
  reason(
    "key.server-only",
    `${type} 只能用服务端密钥发送。`,
    `${type} needs a server key: send it from your server.`,
  );
const badId = (field: string): Reason =>
  reason(
    "event.id",
    `${field} 应为 1–200 个字符的文字。`,
    `${field} must be a text of 1 to 200 characters.`,
  );
