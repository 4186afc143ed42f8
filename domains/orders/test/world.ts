import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AsTenant, newId, profileId, shopId } from "@zhongshu/kernel";
import {
  createImports,
  createLedger,
  type Imports,
  schema as ledgerSchema,
  refusedDownloads,
} from "@zhongshu/ledger";
import type { ImportRun, Resolve } from "@zhongshu/ledger/contract";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { createOrders, schema } from "../src/index.ts";

export const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
export const seal = testSeal();
export const HEAD =
  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

/** One profile per user id, by its hash. */
const resolve: Resolve = async (_, batch) =>
  batch.map(({ userId, properties }) => {
    const hex = createHash("sha256").update(String(userId)).digest("hex");
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    return { profile: userId === null ? null : profileId(id), origin: null, properties };
  });

/** What the catalogue knows by name: a test puts it. */
export const CODES = new Map<string, { readonly sku: string; readonly product: string }>();

type Append = Parameters<typeof createImports>[0]["append"];
type Undo = Parameters<typeof createImports>[0]["undo"];

/** Ledger, orders and imports as they are composed, in whatever process has the database. */
export function composed(asTenant: AsTenant, folder: string, failed: (error: unknown) => void) {
  const orders = createOrders({ codesOf: async () => CODES });
  const tenants = async () => [seal.tenant];
  const audit = async (): Promise<void> => undefined;
  const clock = (): number => seal.now;
  const ledger = createLedger({
    ...{ asTenant, resolve, audit, failed, clock, tenants, random: seal.random },
    projections: [orders.projection],
    authorise: async () => null,
  });
  const imports = (append: Append = ledger.append, undo: Partial<Undo> = {}): Imports =>
    createImports({
      ...{ asTenant, append, clock, audit, failed, tenants, folder },
      importers: [orders.importer],
      undo: {
        standStill: async () => undefined,
        cards: async () => [],
        withdraw: ledger.withdraw,
        ...undo,
      },
      seal: () => seal,
    });
  return { ledger, imports };
}

export type Choice = { readonly source: string; readonly dryRun?: boolean };
export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld() {
  const database = await openTestDatabase([ledgerSchema, schema]);
  const root = await mkdtemp(join(tmpdir(), "zhongshu-orders-"));
  const failures: unknown[] = [];
  const { asTenant } = database;
  const { ledger, imports } = composed(asTenant, join(root, "uploads"), (e) => failures.push(e));
  const file = async (name: string, body: string | Uint8Array): Promise<string> => {
    const path = join(root, name);
    await writeFile(path, body);
    return path;
  };
  const register = async (path: string): Promise<ImportRun> => {
    const sent = { id: newId(seal), shop: SHOP, kind: "orders", name: "orders.csv", path };
    const mapped = await asTenant(seal, (ctx) => imports().register(ctx, sent));
    if (!mapped.ok) throw new Error(mapped.error.code);
    return mapped.value;
  };
  const startOf = ({ id, columns }: ImportRun, { source, dryRun = false }: Choice) => ({
    ...{ id, columns, source, dryRun, shop: SHOP, currency: "CNY" },
  });
  const get = async (id: string): Promise<ImportRun> => {
    const run = await asTenant(seal, (ctx) => imports().get(ctx, { shop: SHOP, id }));
    if (!run.ok) throw new Error(run.error.code);
    return run.value;
  };
  return {
    ...{ ...database, root, failures, ledger, imports, file, register, startOf, get },
    rows: <Row extends object>(sql: string) => asTenant(seal, (ctx) => ctx.sql.rows<Row>(sql)),
    /** Begins a run, without performing it. */
    async begin(path: string, choice: Choice): Promise<string> {
      const mapped = await register(path);
      await asTenant(seal, (ctx) => imports().begin(ctx, startOf(mapped, choice)));
      return mapped.id;
    },
    /** The refused rows as they are downloaded, or those left out. */
    async refused(id: string, name = "refused.csv"): Promise<string> {
      return asTenant(seal, async (ctx) => {
        const file = refusedDownloads(imports()).find(({ path }) => path.endsWith(name));
        const download = await file?.handle(ctx, { shop: SHOP, id });
        if (!download?.ok) throw new Error(download?.error.code);
        let text = "";
        for await (const piece of download.value.body) text += piece;
        return text;
      });
    },
    async close(): Promise<void> {
      await ledger.drain();
      await database.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
