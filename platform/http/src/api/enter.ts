import {
  type Ctx,
  err,
  type Refusal,
  type Result,
  type Seal,
  type ShopId,
  shopId,
} from "@zhongshu/kernel";
import { denied, noSuchShop, signInFirst } from "../edge/refusals.ts";
import type { HttpOptions } from "./types.ts";

export type Entered = { readonly seal: Seal; readonly shop: ShopId };
type Door = Pick<HttpOptions, "auth" | "enter" | "now" | "random">;

/** Who is it, is this shop theirs, and may they: in this order, before anything of the request is read. */
export async function entered(
  { auth, enter, now, random }: Door,
  headers: Headers,
  shop: string | undefined,
  permission: string,
): Promise<Result<Entered, Refusal>> {
  const person = await auth.session(headers);
  if (person === null) return err(signInFirst);
  // A UUID is the same in capitals (RFC 9562, 4).
  const name = shop?.toLowerCase();
  const seal = name === undefined ? null : await enter(person, name, { now: now(), random });
  if (name === undefined || seal === null) return err(noSuchShop);
  const id = shopId(name);
  return seal.can(permission, id) ? { ok: true, value: { seal, shop: id } } : err(denied);
}

class RolledBack extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** One transaction for one request. A refusal rolls it back: who is told "no" has changed nothing. */
export async function perform<T>(
  asTenant: HttpOptions["asTenant"],
  seal: Seal,
  work: (ctx: Ctx) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  try {
    return await asTenant(seal, async (ctx) => {
      const result = await work(ctx);
      if (!result.ok) throw new RolledBack(result.error);
      return result;
    });
  } catch (problem) {
    if (problem instanceof RolledBack) return err(problem.refusal);
    throw problem;
  }
}
