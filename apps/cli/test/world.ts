import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ok, profileId, shopId } from "@zhongshu/kernel";
import {
  createImports,
  createLedger,
  type Imports,
  schema as ledgerSchema,
} from "@zhongshu/ledger";
import type { Resolve } from "@zhongshu/ledger/contract";
import { createOrders, schema as ordersSchema } from "@zhongshu/orders";
import { openTestDatabase, testSeal } from "@zhongshu/testing";
import type { ImportSystem } from "../src/admin/import.ts";

export const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
export const seal = testSeal();

/** One profile per user id, by its hash. */
const resolve: Resolve = async (_, batch) =>
  batch.map(({ userId, properties }) => {
    const hex = createHash("sha256").update(String(userId)).digest("hex");
    const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    return { profile: userId === null ? null : profileId(id), origin: null, properties };
  });

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Ledger, orders and imports as they are composed, on a database and a folder of their own. */
export async function openWorld() {
  const database = await openTestDatabase([ledgerSchema, ordersSchema]);
  const root = await mkdtemp(join(tmpdir(), "zhongshu-import-"));
  const orders = createOrders();
  const failures: unknown[] = [];
  const clock = (): number => seal.now;
  const audit = async (): Promise<void> => undefined;
  const failed = (error: unknown): void => void failures.push(error);
  const { asTenant } = database;
  const ledger = createLedger({
    ...{ asTenant, resolve, audit, failed, clock, random: seal.random },
    projections: [orders.projection],
    authorise: async () => null,
    tenants: async () => [seal.tenant],
  });
  const imports = (append = ledger.append): Imports =>
    createImports({
      ...{ asTenant, append, clock, audit, failed },
      importers: [orders.importer],
      undo: {
        standStill: async () => undefined,
        cards: async () => [],
        withdraw: ledger.withdraw,
      },
      folder: join(root, "uploads"),
      tenants: async () => [seal.tenant],
      seal: () => seal,
    });
  const said = { out: "", told: "" };
  const system = (over: Partial<ImportSystem> = {}): ImportSystem => ({
    imports: imports(),
    importers: [{ kind: "orders" }],
    asTenant,
    place: async () => ok({ seal, shop: SHOP }),
    out(text) {
      said.out += text;
    },
    tell(text) {
      said.told += text;
    },
    ...over,
  });
  return {
    ...{ orders, ledger, imports, system, said, failures, asTenant, root },
    rows: <Row extends object>(sql: string) => asTenant(seal, (ctx) => ctx.sql.rows<Row>(sql)),
    async file(name: string, body: string | Uint8Array): Promise<string> {
      const path = join(root, name);
      await writeFile(path, body);
      return path;
    },
    async close(): Promise<void> {
      await ledger.drain();
      await database.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
