import type { Ctx, Refusal, Result, Seal, ShopId, TenantId } from "@zhongshu/kernel";
import type { ImportRun } from "../contract.ts";
import type { Audit } from "../mending/mend.ts";
import type { Withdrawn } from "../withdraw/withdraw.ts";
import type { UploadFolder } from "./folder.ts";
import type { Importer } from "./importer.ts";
import { problems } from "./problems.ts";
import type { RunDeps } from "./run.ts";
import * as store from "./store.ts";
import { shown } from "./view.ts";

export type ImportsDeps = RunDeps & {
  readonly importers: readonly Importer[];
  /** An absolute folder of ours for uploaded files. */
  readonly folder: string;
  /** Whose runs to look for at boot. */
  tenants(): Promise<readonly TenantId[]>;
  /** Somebody to go on as, when the process that ran an import died. */
  seal(tenant: TenantId): Seal;
  readonly audit: Audit;
  readonly undo: {
    /** Until the commit nobody's profile is absorbed. */
    standStill(ctx: Ctx): Promise<void>;
    /** The ledger's own: events and all that followed, in the caller's transaction. */
    withdraw(ctx: Ctx, withdrawn: Withdrawn): Promise<void>;
    /** Cards that rest on what a run told, and whether each was acted on. */
    cards(ctx: Ctx, run: InShop): Promise<readonly { readonly sent: boolean }[]>;
    /** Events of one transaction. */
    readonly batch?: number;
  };
  /** What went wrong in the background. */
  failed(error: unknown): void;
};

/** What every use case of imports works with. */
export type Room = {
  readonly deps: ImportsDeps;
  readonly folder: UploadFolder;
  readonly importers: ReadonlyMap<string, Importer>;
};

export type InShop = { readonly shop: ShopId; readonly id: string };
export type Answer = Promise<Result<ImportRun, Refusal>>;

const SHOWN_REFUSALS = 20;

export const refusal = (
  ctx: Pick<Ctx, "can">,
  permission: "imports.read" | "imports.run",
  shop: ShopId,
): Refusal | null => (ctx.can(permission, shop) ? null : problems.forbidden);

export async function view(room: Room, ctx: Ctx, run: store.Run): Promise<ImportRun> {
  const importer = room.importers.get(run.kind);
  if (importer === undefined) throw new Error(`No importer of ${run.kind}`);
  const sample = await store.refusedRows(ctx, run.id, {
    after: 0,
    limit: SHOWN_REFUSALS,
    leftOut: false,
  });
  return shown({ run, importer, now: ctx.now }, sample);
}
