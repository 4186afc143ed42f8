import type { ProfileId, ShopId, Sql, TenantId } from "@zhongshu/kernel";
import { z } from "zod";
import { catalogue } from "./catalogue/catalogue.ts";
import { ImportKind } from "./imports/kind.ts";

export type { ProductTouched } from "./catalogue/browsing.ts";
export { CommunityDescribed, type Membership } from "./catalogue/community.ts";
export { isAct } from "./catalogue/done-to.ts";
export { CommissionRuleSet, ProductDescribed } from "./catalogue/goods.ts";
export { OrderLine, OrderPaid, OrderPlaced, OrderRefunded } from "./catalogue/orders.ts";
export { StockAdjusted, StockCounted } from "./catalogue/stock.ts";
export type { Erasures } from "./forget/erasures.ts";
export { digest } from "./imports/digest.ts";
export { importField, lacking } from "./imports/field.ts";
export type * from "./imports/importer.ts";
export { ImportKind } from "./imports/kind.ts";
export { fault, type Mapping, type MappingFault, proposed } from "./imports/mapping.ts";
export { PERSON, personIn } from "./imports/person-fields.ts";
export {
  goesOn,
  isGarbled,
  passOver,
  type ReadRow,
  type RowEvent,
  textOf,
} from "./imports/rows.ts";
export {
  type Amount,
  type DateOrder,
  dateOrder,
  narrow,
  readAmount,
  readMoment,
  readQuantity,
  readShare,
} from "./imports/values.ts";
export { plainName, plainPhone, type Told, type Who, whoIs } from "./imports/who.ts";
export * from "./lineage/contract.ts";
export * from "./quality/contract.ts";
export type { QualityRule, QualityRules } from "./quality/rules.ts";

/** The names of all standard events. */
export const STANDARD_EVENTS: readonly string[] = [...catalogue.keys()];

/** An event as it stands in the ledger: validated, stored once, never changed. */
export type LedgerEvent = {
  readonly tenant: TenantId;
  readonly shop: ShopId;
  readonly messageId: string;
  /** Standard name and version of the catalogue, such as "product_viewed" and 1. */
  readonly type: string;
  readonly version: number;
  readonly anonymousId: string | null;
  readonly userId: string | null;
  readonly profile: ProfileId | null;
  /** Whom it was told of, where that id is part of the person `profile`. */
  readonly origin?: ProfileId | null;
  /** When it happened, by the sender's clock corrected as Segment does; `receivedAt` by ours. */
  readonly at: number;
  readonly receivedAt: number;
  /** Parsed by the catalogue's schema of `type` and `version`. */
  readonly properties: Readonly<Record<string, unknown>>;
};

/**
 * What another domain keeps current with the ledger. Runs inside the transaction that stores the events,
 * once per event, in the order of each person; throwing rolls the whole batch back.
 */
export type Projection = {
  readonly name: string;
  project(sql: Sql, batch: readonly LedgerEvent[]): Promise<void>;
  /** Brings what is kept to what it would be had these events never come, in the transaction that takes them out. */
  withdraw(sql: Sql, withdrawal: Withdrawal): Promise<void>;
};

/** Source and number: what the events of one order, refund or stock adjustment have in common. */
export type DocumentKey = {
  readonly shop: ShopId;
  readonly source: string;
  readonly number: string;
};

/** Events that go, and the ledger without them. */
export type Withdrawal = {
  readonly events: readonly LedgerEvent[];
  readonly remaining: Remaining;
};

/** What is left, in the order in which it was stored. */
export type Remaining = {
  ofDocuments(keys: readonly DocumentKey[]): Promise<readonly LedgerEvent[]>;
  /** In pages: a customer may have many. */
  ofProfiles(profiles: readonly ProfileId[]): AsyncIterable<readonly LedgerEvent[]>;
  /** Of these types, in pages, by when they happened; `to` is the first instant that is not meant. */
  between(stretch: {
    readonly shop: ShopId;
    readonly types: readonly string[];
    readonly from: number;
    readonly to: number | null;
  }): AsyncIterable<readonly LedgerEvent[]>;
};

/** Who an event is about. Null for an event about nobody (an anonymous order, a stock count). */
export type Sender = {
  readonly tenant: TenantId;
  readonly shop: ShopId;
  readonly type: string;
  readonly anonymousId: string | null;
  readonly userId: string | null;
  readonly messageId: string;
  readonly at: number;
  readonly receivedAt: number;
  readonly properties: Readonly<Record<string, unknown>>;
};
/** Who an event is of, the id it was told of where that is part of a person, and what of it is stored. */
export type Resolved = {
  readonly profile: ProfileId | null;
  readonly origin: ProfileId | null;
  readonly properties: Readonly<Record<string, unknown>>;
  /**
   * Of somebody who was erased: what the shop's books need of it is kept as nobody's, under this name, and nothing else.
   */
  readonly erased?: string;
};
/** The port through which `people` names the profiles of a batch, in order; it may link identities. */
export type Resolve = (sql: Sql, batch: readonly Sender[]) => Promise<readonly Resolved[]>;

/** GET /api/shops/:shop/events?after=SEQ&limit= and, live, SSE GET /api/shops/:shop/events/live. */
export const TailEvent = z.object({
  seq: z.int(),
  messageId: z.string(),
  type: z.string(),
  at: z.int(),
  receivedAt: z.int(),
  profile: z.uuid().nullable(),
  anonymousId: z.string().nullable(),
  userId: z.string().nullable(),
  properties: z.record(z.string(), z.json()),
});
export type TailEvent = z.infer<typeof TailEvent>;

/** GET /api/shops/:shop/dead-letters; POST …/:id/mend {event} stores the mended event, or says why not. */
export const DeadLetter = z.object({
  id: z.uuid(),
  receivedAt: z.int(),
  reason: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
  event: z.json(),
  mendedAt: z.int().nullable(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

/** A column of an uploaded file and what we take it for. `field` null: the column is not used. */
export const ColumnMatch = z.object({
  column: z.string(),
  field: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  samples: z.array(z.string()),
});
export type ColumnMatch = z.infer<typeof ColumnMatch>;

export const ImportCounts = z.object({
  rows: z.int(),
  accepted: z.int(),
  refused: z.int(),
  /** Of the refused, those that tell of no purchase: nothing is to be mended. */
  leftOut: z.int(),
  refunds: z.int(),
  adjustments: z.int(),
  orders: z.int(),
  /** Lines that were not there before this run; 0 when a file is imported again. */
  added: z.int(),
});
export type ImportCounts = z.infer<typeof ImportCounts>;
/** How many of the refused rows are faults. */
export const toMend = ({ refused, leftOut }: ImportCounts): number => refused - leftOut;

/**
 * POST /api/shops/:shop/imports?kind=auto&name=FILE (body: the file, or text that was pasted) → Admitted, in state "mapped";
 * POST …/imports/:id/kind {kind} reads the columns as another kind of list;
 * POST …/imports/:id/start {columns, dryRun, source?, currency?} → runs; POST …/:id/cancel; POST …/:id/guess
 * (the columns as we guess them, and no longer as they were chosen last); GET …/imports; GET …/imports/:id;
 * GET …/imports/:id/refused.csv (to be mended); GET …/imports/:id/left-out.csv.
 */
export const ImportRun = z.object({
  id: z.uuid(),
  kind: ImportKind,
  name: z.string(),
  state: z.enum(["mapped", "running", "done", "failed", "cancelled", "undoing", "undone"]),
  dryRun: z.boolean(),
  columns: z.array(ColumnMatch),
  /** Fields that the kind knows, in the order to offer them. */
  fields: z.array(
    z.object({ field: z.string(), zh: z.string(), en: z.string(), required: z.boolean() }),
  ),
  /** Half of the key of every order in the file, and the currency of prices without a sign. */
  source: z.string(),
  currency: z.string(),
  bytes: z.int(),
  bytesRead: z.int(),
  counts: ImportCounts,
  /** The first of those to be mended. */
  refusedSample: z.array(
    z.object({
      row: z.int(),
      reason: z.object({ zh: z.string(), en: z.string() }),
      raw: z.string(),
    }),
  ),
  problem: z.object({ zh: z.string(), en: z.string() }).nullable(),
  /** How far an undo is, in events; `kept` stay because another file tells them too. Null before any. */
  undo: z.object({ total: z.int(), done: z.int(), kept: z.int() }).nullable(),
  /** When a file with these headings was last imported with these very choices; null where they are our guess. */
  rememberedAt: z.int().nullable(),
  startedAt: z.int().nullable(),
  endedAt: z.int().nullable(),
});
export type ImportRun = z.infer<typeof ImportRun>;

/** GET …/imports/:id/undo: what undoing would take away. POST the same path does it, in the background. */
export const ImportUndo = z.object({
  events: z.int(),
  /** Orders that are gone then, and those that stay as another file tells them. */
  orders: z.int(),
  restated: z.int(),
  refunds: z.int(),
  customers: z.int(),
  /** Customers of whom nothing else was ever told. */
  forgotten: z.int(),
  /** Events that stay, because another file tells the very same. */
  kept: z.int(),
  /** Cards of the last weeks that rest on it: they are computed anew, or were sent and stay. */
  cards: z.object({ open: z.int(), sent: z.int() }),
});
export type ImportUndo = z.infer<typeof ImportUndo>;
/** What came of a file that was sent: its run; of an archive the first of its runs, the others, and what was no table. */
export const Admitted = ImportRun.extend({
  others: z.array(z.uuid()),
  left: z.array(z.object({ name: z.string(), zh: z.string(), en: z.string() })),
});
export type Admitted = z.infer<typeof Admitted>;
