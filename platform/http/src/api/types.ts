import type {
  AsTenant,
  Ctx,
  Customer,
  CustomerRoute,
  PublicRoute,
  Refusal,
  Result,
  Route,
  Seal,
  ShopId,
} from "@zhongshu/kernel";
import type { Auth, Person } from "../auth/auth.ts";
import type { Throttle } from "../auth/throttle.ts";
import type { Bodies, Patience } from "../edge/body.ts";

type Fields = Readonly<Record<string, string>>;

/**
 * A file that comes in as a stream of at most `maxBytes`; `query` also holds the path's parameters. It gets the
 * seal, because a slow sender must not hold a transaction: it opens its own when the file is there.
 */
export type Upload = {
  readonly method: "POST" | "PUT";
  readonly path: string;
  readonly permission: string;
  readonly maxBytes: number;
  readonly handle: (
    seal: Seal,
    query: Fields,
    stream: AsyncIterable<Uint8Array>,
  ) => Promise<Result<unknown, Refusal>>;
};

/** A file that goes out, read through `ctx` while it is sent. */
export type OutgoingFile = {
  readonly filename: string;
  readonly type: string;
  readonly body: AsyncIterable<string>;
};
export type Download = {
  readonly path: string;
  readonly permission: string;
  readonly handle: (ctx: Ctx, query: Fields) => Promise<Result<OutgoingFile, Refusal>>;
};

/** What is pushed while somebody looks (SSE). It gets the seal, because no transaction may last that long. */
export type Live = {
  readonly path: string;
  readonly permission: string;
  readonly follow: (seal: Seal, shop: ShopId, signal: AbortSignal) => AsyncIterable<unknown>;
};

/** What a signed-in person may ask outside of any shop; `input` is what was sent, unread. */
export type PersonRoute = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly summary: string;
  readonly answer: (person: Person, input: object) => Promise<Result<unknown, Refusal>>;
};

/** What is pushed to a customer while their inbox is open (SSE). */
export type CustomerLive = {
  readonly path: string;
  readonly summary: string;
  readonly follow: (customer: Customer, signal: AbortSignal) => AsyncIterable<unknown>;
};

export type IntakeRequest = {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
};
export type Intake = {
  readonly handle: (
    request: IntakeRequest,
  ) => Promise<{ readonly status: number; readonly headers?: Fields; readonly body: object }>;
  readonly maxBody: number;
};

export type HttpOptions = {
  readonly asTenant: AsTenant;
  /** The way into a shop; null alike when it is unknown and when it is not theirs. */
  readonly enter: (
    person: Person,
    shop: string,
    clock: { readonly now: number; readonly random: () => number },
  ) => Promise<Seal | null>;
  readonly auth: Pick<Auth, "session" | "sendCode" | "signIn" | "signOut">;
  readonly routes: readonly Route[];
  readonly persons?: readonly PersonRoute[];
  /** The customer's door: what the session of an inbox opens, and what a link or a token opens to anybody. */
  readonly customers?: readonly CustomerRoute[];
  readonly customersLive?: readonly CustomerLive[];
  readonly publics?: readonly PublicRoute[];
  /** Whose session this secret of the cookie is; null alike for nobody's and for one that is over. */
  readonly customerOf?: (
    secret: string,
    clock: { readonly now: number; readonly random: () => number },
  ) => Promise<Customer | null>;
  /** Where customers reach the product, when that is another host of ours. */
  readonly linkUrl?: string;
  /** Counts what unknown callers of public routes ask. */
  readonly throttle?: Pick<Throttle, "take" | "giveBack">;
  readonly uploads?: readonly Upload[];
  readonly downloads?: readonly Download[];
  readonly live?: readonly Live[];
  readonly intake?: Intake;
  /** Folders of built pages, by the path they are served at ("/m"); a path inside another's stands before it. */
  readonly pages?: readonly {
    readonly at: string;
    readonly dir: string;
    /** The page for every address below; "index.html" when left out. */
    readonly index?: string;
  }[];
  /** Where "/" leads. */
  readonly home?: string;
  readonly baseUrl: string;
  readonly imageSources?: readonly string[];
  /** How many proxies of our own stand in front, each adding to X-Forwarded-For. */
  readonly proxies?: number;
  /** How long a body may take to come in, and how much of bodies may have come in halfway. */
  readonly patience?: Patience;
  readonly ready: () => Promise<boolean>;
  readonly now: () => number;
  readonly random: () => number;
  /** Told of what nobody expected, with the id that the person sees. */
  readonly report: (problem: {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly error: unknown;
  }) => void;
};

/** The options, and what the edge itself keeps over all requests. */
export type Edge = HttpOptions & { readonly bodies: Bodies };

/** What the socket knows. */
export type Env = { readonly Bindings: { readonly remote: string } };
