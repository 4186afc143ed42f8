import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ctx, newId, type Seal, type Sql, shopId, tenantId } from "@zhongshu/kernel";
import { createImports, type Fact } from "@zhongshu/ledger";
import { openTestDatabase, seeded, type TestDatabase } from "@zhongshu/testing";
import { compose, type System } from "../src/compose.ts";
import { SCHEMAS } from "../src/schemas.ts";

export const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
const TENANT = tenantId("00000000-0000-7000-8000-00000000000a");
export const NOW = Date.UTC(2011, 8, 30, 4);
export const HEAD = "订单号,商品编码,商品名称,类目,数量,下单时间,单价,客户编号,原订单号";

export type Live = Pick<
  Fact,
  "messageId" | "type" | "anonymousId" | "userId" | "at" | "properties"
>;
export type UndoWorld = Awaited<ReturnType<typeof openUndoWorld>>;

/** Rooms whose tables are kept by projections. */
const KEPT = ["orders", "people", "goods", "reach"];

const failed = (error: unknown) => {
  throw error;
};

/** Imports of these rooms, `batch` events of an undo in one transaction; `check` may throw before it commits. */
const importsOf =
  (system: System, root: string, clock: () => number) =>
  (batch: number, check: () => void = () => undefined) =>
    createImports({
      ...{ asTenant: system.asTenant, append: system.ledger.append, clock, failed },
      ...{ importers: system.importers, erased: system.people.erased },
      folder: join(root, "uploads"),
      audit: system.tenancy.audit,
      tenants: async () => [TENANT],
      seal: () => system.keeper(TENANT),
      undo: {
        standStill: system.people.standStill,
        cards: system.lineage.cardsOf,
        withdraw: async (ctx, withdrawn) => {
          await system.ledger.withdraw(ctx, withdrawn);
          check();
        },
        batch,
      },
    });

const rimOf = (
  pool: TestDatabase["pool"],
  uploads: string,
  clock: () => number,
): Parameters<typeof compose>[0] => ({
  secret: (bytes: Uint8Array) => bytes,
  ...{ pool, uploads, randomBytes, failed, random: seeded(2), writer: null },
  normalisePhone: (phone) => phone,
  ensureUser: async (phone) => `user ${phone}`,
  links: { url: "http://127.0.0.1", sign: (bytes) => bytes },
  clock,
});

/** The composed product without pages, whose imports are undone a few events at a time. */
export async function openUndoWorld() {
  const root = await mkdtemp(join(tmpdir(), "zhongshu-undo-"));
  const db = await openTestDatabase(SCHEMAS);
  let now = NOW;
  const clock = () => now;
  const system = compose(rimOf(db.pool, root, clock));
  const seal = system.keeper(TENANT);
  const within = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => system.asTenant(seal, work);
  const imports = importsOf(system, root, clock);
  const get = async (id: string) => {
    const run = await within((ctx) => imports(1).get(ctx, { shop: SHOP, id }));
    if (!run.ok) throw new Error(run.error.code);
    return run.value;
  };
  /** Marks a run, and performs nothing. */
  const begin = async (id: string) => {
    const line = imports(1);
    const begun = await within((ctx) => {
      void line.stop();
      return line.undo(ctx, { shop: SHOP, id });
    });
    if (!begun.ok) throw new Error(begun.error.code);
    return begun.value;
  };
  return {
    ...{ system, within, imports, get, seal },
    /** What is imported from here on is imported then. */
    at(instant: number): void {
      now = instant;
    },
    importFile: importing({ within, imports, seal, root }),
    live: (facts: readonly Live[]) =>
      within((ctx) =>
        system.ledger.append(
          ctx,
          facts.map((fact) => ({
            ...{ tenant: TENANT, shop: SHOP, version: 1, receivedAt: NOW },
            ...fact,
          })),
        ),
      ),
    begin,
    /** Undoes a run, `batch` events a transaction. */
    async undo(id: string, batch = 3) {
      await begin(id);
      await imports(batch).performUndo(seal, id);
      return get(id);
    },
    /** When all tags are decided anew: they are kept beside the transactions that change what they rest on. */
    rows: async () => {
      await tagged(system, within);
      return within(({ sql }) => keptRows(sql));
    },
    empty: () =>
      db.asOwner(async (sql) => {
        const tables = await sql.rows<{ name: string }>(TABLES, [[...KEPT, "ledger"]]);
        await sql.run(`truncate ${tables.map(({ name }) => name).join(", ")} restart identity`);
      }),
    async close(): Promise<void> {
      await system.ledger.drain();
      await db.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function tagged({ people }: System, within: Importing["within"]): Promise<void> {
  await within((ctx) => people.measure(ctx, SHOP));
  await within((ctx) => people.retag(ctx, SHOP));
  while (await within((ctx) => people.tagStep(ctx, SHOP)));
}

/** What the tagging keeps of its own work: how often it measured, and what it had to do. */
const OWN_WORK = ["people.reckoning", "people.tag_day"];

const TABLES = `
select format('%I.%I', n.nspname, c.relname) as name,
       array(select a.attname::text from pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and a.attidentity <> '') as own
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r' and n.nspname = any($1::text[]) order by 1`;

/** Every row that projections keep, but for the numbers that a table gives itself. */
async function keptRows(sql: Sql): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const { name, own } of await sql.rows<{ name: string; own: string[] }>(TABLES, [KEPT])) {
    if (OWN_WORK.includes(name)) continue;
    const rows = await sql.rows<{ row: string }>(
      `select (to_jsonb(t) - $1::text[])::text as row from ${name} t order by 1`,
      [own],
    );
    if (rows.length > 0) found[name] = rows.map(({ row }) => rounded(row));
  }
  return found;
}

type Importing = {
  readonly within: <T>(work: (ctx: Ctx) => Promise<T>) => Promise<T>;
  readonly imports: ReturnType<typeof importsOf>;
  readonly seal: Seal;
  readonly root: string;
};

type How = { readonly dryRun?: boolean; readonly progress?: () => void };

/** Imports a file to its end; the run's id. */
function importing({ within, imports, seal, root }: Importing) {
  let files = 0;
  return async (text: string, kind = "orders", { dryRun, progress }: How = {}): Promise<string> => {
    files += 1;
    const path = join(root, `${files}.csv`);
    await writeFile(path, text);
    const id = newId(seal);
    const sent = { shop: SHOP, kind, name: `${files}.csv`, id, path };
    const line = imports(1);
    const mapped = await within((ctx) => line.register(ctx, sent));
    if (!mapped.ok) throw new Error(mapped.error.message.en);
    const choice = { source: "import", currency: "CNY", dryRun: dryRun ?? false };
    const { columns } = mapped.value;
    await within((ctx) => line.begin(ctx, { shop: SHOP, id, columns, ...choice }));
    await line.perform(seal, id, progress ?? (() => undefined));
    return id;
  };
}

/** The last digits of a sum of fractions depend on the order in which rows were read, which no table promises. */
const rounded = (row: string): string =>
  row.replace(/\d+\.\d{10,}/g, (told) => Number(told).toPrecision(12));
