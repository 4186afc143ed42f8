import type { Ctx } from "@zhongshu/kernel";

/** Writes what was changed where nobody can take it back. */
export type Audit = (
  ctx: Ctx,
  action: string,
  subject: string,
  detail: Readonly<Record<string, unknown>>,
) => Promise<void>;

export type GoodsPorts = { readonly audit: Audit };
