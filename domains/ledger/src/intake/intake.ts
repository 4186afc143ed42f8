import type { Instant, Refusal, Result } from "@zhongshu/kernel";
import { err, isStorable, isUuid, newId, ok } from "@zhongshu/kernel";
import type { Outcome, Work } from "../append/commit.ts";
import type { Lanes } from "../append/lanes.ts";
import type { Dead } from "../append/store.ts";
import type { Reason } from "../catalogue/reason.ts";
import { isRecord } from "../catalogue/segment.ts";
import {
  BUSY,
  forbiddenAll,
  NO_BATCH,
  NO_ENDPOINT,
  NOT_POST,
  refused,
  UNSTORED,
} from "./answers.ts";
import { parseJson, plainBody, TOO_LARGE, TOO_MANY } from "./body.ts";
import { deepJson, MAX_EVENT, MAX_EVENTS, TOO_DEEP } from "./hygiene.ts";
import {
  type Authorise,
  basicUser,
  IMPORT_NEEDS_SERVER,
  type KeyHolder,
  NO_KEY,
  usable,
} from "./key.ts";
import { type Arrival, normalise, readId, storedId } from "./normalise.ts";

/** One HTTP request, free of any framework; header names in lower case. */
export type IntakeRequest = {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};
export type IntakeAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
};
export type Intake = (request: IntakeRequest) => Promise<IntakeAnswer>;

export type IntakeDeps = {
  readonly authorise: Authorise;
  readonly lanes: Pick<Lanes, "offer">;
  clock(): Instant;
  random(): number;
};

const ENDPOINT = /^\/v1\/(track|identify|page|screen|group|alias|batch|import)\/?$/;
type Sent = {
  readonly events: readonly unknown[];
  readonly single: boolean;
  readonly bytes: number;
};
type Listed = { readonly index: number; readonly reason: Reason };

/** Answers 200 only when everything it took is durable: stored, known already, or kept as a dead letter. */
export const createIntake =
  (deps: IntakeDeps): Intake =>
  async (request) => {
    const [, endpoint] = ENDPOINT.exec(request.path) ?? [];
    if (endpoint === undefined) return NO_ENDPOINT;
    if (request.method !== "POST") return NOT_POST;
    const body = await plainBody(request.body, request.headers["content-encoding"]);
    if (!body.ok) return refused(body.error);
    const parsed = parseJson(body.value);
    if (!parsed.ok) return refused(parsed.error);
    const holder = await holderOf(deps.authorise, request, parsed.value);
    if (holder === null) return refused(NO_KEY);
    if (endpoint === "import" && holder.kind === "browser") return refused(IMPORT_NEEDS_SERVER);
    const sent = unwrap(endpoint, parsed.value, body.value.length);
    if (!sent.ok) return refused(sent.error);
    const arrival = arrivalOf(deps, holder, endpoint === "import");
    return take(deps, arrival, { ...sent.value, keyId: holder.keyId });
  };

async function holderOf(
  authorise: Authorise,
  { headers }: IntakeRequest,
  body: unknown,
): Promise<KeyHolder | null> {
  const told = isRecord(body) ? body["writeKey"] : undefined;
  const key = basicUser(headers["authorization"]) ?? told;
  return typeof key === "string" && usable(key) ? authorise(key) : null;
}

/** The single calls and the batch become one list of complete messages. */
function unwrap(endpoint: string, body: unknown, bytes: number): Result<Sent, Refusal> {
  if (endpoint !== "batch" && endpoint !== "import") {
    if (bytes > MAX_EVENT) return err(TOO_LARGE);
    const { writeKey: _, ...event } = isRecord(body) ? body : {};
    return ok({
      events: [isRecord(body) ? { ...event, type: endpoint } : body],
      single: true,
      bytes,
    });
  }
  const batch = isRecord(body) ? body["batch"] : undefined;
  if (!isRecord(body) || !Array.isArray(batch)) return err(NO_BATCH);
  if (batch.length > MAX_EVENTS) return err(TOO_MANY);
  const sentAt = body["sentAt"];
  const events = batch.map((event: unknown) => (isRecord(event) ? { sentAt, ...event } : event));
  return ok({ events, single: false, bytes });
}

function arrivalOf(
  deps: IntakeDeps,
  { tenant, shop, kind }: KeyHolder,
  historical: boolean,
): Arrival {
  const receivedAt = deps.clock();
  const freshId = (): string => storedId(newId({ now: receivedAt, random: deps.random }), kind);
  return { tenant, shop, key: kind, receivedAt, historical, freshId };
}

type FromKey = Sent & { readonly keyId: string };

async function take(deps: IntakeDeps, arrival: Arrival, sent: FromKey): Promise<IntakeAnswer> {
  const from = isUuid(sent.keyId) ? { from: { id: sent.keyId, rows: null } } : {};
  const works: Work[] = [];
  const places: number[] = [];
  const forbidden: Listed[] = [];
  for (const [index, raw] of sent.events.entries()) {
    const fact = normalise(raw, arrival);
    if (!fact.ok && fact.error.kind === "forbidden") {
      forbidden.push({ index, reason: fact.error.reason });
      continue;
    }
    works.push(
      fact.ok
        ? { kind: "store", fact: { ...fact.value, ...from } }
        : letter(raw, fact.error.reason, arrival),
    );
    places.push(index);
  }
  if (works.length === 0 && forbidden.length > 0) return forbiddenAll(forbidden, sent.single);
  const outcomes = await deps.lanes.offer(arrival.tenant, works, sent.bytes);
  if (outcomes === null) return BUSY;
  return summary(outcomes, places, forbidden);
}

const letter = (raw: unknown, why: Reason, arrival: Arrival): Work => ({
  kind: "bury",
  letter: letterOf(raw, why, arrival),
});

/** A letter of a visitor says by its name that it is one, whatever is wrong with it, so that it stays one when it is mended. */
function nameOfLetter(told: string | null, arrival: Arrival): string | null {
  if (told !== null) return storedId(told, arrival.key);
  return arrival.key === "browser" ? arrival.freshId() : null;
}

export function letterOf(raw: unknown, why: Reason, arrival: Arrival): Dead {
  const id = isRecord(raw) ? readId(raw["messageId"]) : null;
  const sound = typeof id === "string" && isStorable(id);
  return {
    shop: arrival.shop,
    messageId: nameOfLetter(sound ? id : null, arrival),
    receivedAt: arrival.receivedAt,
    historical: arrival.historical,
    reason: why,
    text: why === TOO_DEEP ? deepJson(raw) : JSON.stringify(raw),
    freshId: arrival.freshId(),
  };
}

function summary(
  outcomes: readonly Outcome[],
  places: readonly number[],
  forbidden: readonly Listed[],
): IntakeAnswer {
  const count = (kind: Outcome["kind"]): number => outcomes.filter((o) => o.kind === kind).length;
  if (count("unavailable") > 0) return UNSTORED;
  const deadLetters = outcomes.flatMap((outcome, i) =>
    outcome.kind === "buried" ? [{ index: places[i] ?? i, reason: outcome.reason }] : [],
  );
  const counts = { accepted: count("stored"), duplicates: count("duplicate") };
  return { status: 200, body: { success: true, ...counts, deadLetters, forbidden } };
}
