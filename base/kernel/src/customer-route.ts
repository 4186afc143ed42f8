import type { Ctx, Seal } from "./ctx.ts";
import type { ProfileId, ShopId, TenantId } from "./id.ts";
import type { Refusal } from "./refusal.ts";
import { err, type Result } from "./result.ts";
import { malformed, type Schema } from "./route.ts";

/** A customer of one shop, let in by the session of their inbox: they may do nothing but what is theirs. */
export type Customer = {
  readonly seal: Seal;
  readonly shop: ShopId;
  readonly profile: ProfileId;
};

type Shape = {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly summary: string;
};

/** What a customer may ask of their own side; the transaction is already their organisation's. */
export type CustomerRoute = Shape & {
  readonly input: unknown;
  readonly answer: (
    ctx: Ctx,
    customer: Customer,
    raw: unknown,
  ) => Promise<Result<unknown, Refusal>>;
};

type CustomerRouteOf<In> = Shape & {
  readonly input: Schema<In>;
  readonly handle: (ctx: Ctx, customer: Customer, input: In) => Promise<Result<unknown, Refusal>>;
};

/** Ties a handler to its schema, as `route` does. */
export const customerRoute = <In>({ handle, ...route }: CustomerRouteOf<In>): CustomerRoute => ({
  ...route,
  answer: async (ctx, customer, raw) => {
    const parsed = route.input.safeParse(raw);
    return parsed.success
      ? handle(ctx, customer, parsed.data)
      : err(malformed(parsed.error.issues));
  },
});

/** Who comes by a public address: perhaps a customer, perhaps somebody who was here before, perhaps neither. */
export type Caller = {
  readonly customer: Customer | null;
  readonly visitor: string | null;
  /** Who is signed in to the product in this browser, whatever house they work for; null for nobody, and where no route asks. */
  readonly user: string | null;
};

/** An answer, and what the caller's browser shall remember of it. */
export type PublicAnswer = {
  readonly body: unknown;
  /** A session of the inbox, from now on. */
  readonly session?: string;
  /** The name under which we know an unknown browser again. */
  readonly visitor?: string;
};

/**
 * What anybody may ask who was given an address of ours: the code or token in it says whose it is. `tenant` names
 * the organisation without looking anything up; null is answered with `unknown`, which the handler gives as well
 * for what it does not find, so that nobody learns which organisations there are.
 */
export type PublicRoute = Shape & {
  readonly input: unknown;
  readonly unknown: Refusal;
  /** How often one network address may ask this very path without being a customer; `forgiving`: success is free. */
  readonly limit: {
    readonly times: number;
    readonly periodMs: number;
    readonly forgiving: boolean;
  } | null;
  /** Does it make a difference who is signed in to the product? Only then is it looked up. */
  readonly asksUser?: true;
  readonly tenant: (raw: unknown) => TenantId | null;
  readonly answer: (
    ctx: Ctx,
    caller: Caller,
    raw: unknown,
  ) => Promise<Result<PublicAnswer, Refusal>>;
};

type PublicRouteOf<In> = Omit<PublicRoute, "answer" | "input" | "tenant"> & {
  readonly input: Schema<In>;
  readonly tenantOf: (input: In) => TenantId | null;
  readonly handle: (ctx: Ctx, caller: Caller, input: In) => Promise<Result<PublicAnswer, Refusal>>;
};

/** Ties a public handler to its schema; what does not fit it is as unknown as what is forged. */
export const publicRoute = <In>({
  handle,
  tenantOf,
  ...route
}: PublicRouteOf<In>): PublicRoute => ({
  ...route,
  tenant: (raw) => {
    const parsed = route.input.safeParse(raw);
    return parsed.success ? tenantOf(parsed.data) : null;
  },
  answer: async (ctx, caller, raw) => {
    const parsed = route.input.safeParse(raw);
    return parsed.success ? handle(ctx, caller, parsed.data) : err(route.unknown);
  },
});
