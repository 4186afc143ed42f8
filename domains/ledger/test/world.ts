import { createHash } from "node:crypto";
import { type Ctx, newId, profileId, type Seal, shopId, tenantId } from "@zhongshu/kernel";
import { openTestDatabase, seeded, testSeal } from "@zhongshu/testing";
import type { Projection, Resolve } from "../src/contract.ts";
import { createLedger, type Ledger, type LedgerDeps, schema } from "../src/index.ts";

export const TENANT = tenantId("00000000-0000-7000-8000-00000000000a");
export const SHOP = shopId("00000000-0000-7000-8000-0000000000a1");
export const OTHER_SHOP = shopId("00000000-0000-7000-8000-0000000000a2");
export const NOW = Date.UTC(2026, 0, 15, 4);

/** One profile per id, by its hash: enough to see that the port was asked and its answer kept. */
const resolve: Resolve = async (_, batch) =>
  batch.map(({ anonymousId, userId, properties }) => {
    const id = userId ?? anonymousId;
    const hex = createHash("sha256").update(String(id)).digest("hex");
    const own = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
    return { profile: id === null ? null : profileId(own), origin: null, properties };
  });

/** Remembers what was committed by writing it down in the transaction, as a projection must. */
const diary: Projection = {
  name: "diary",
  project: async (sql, batch) => {
    await sql.run(
      `insert into diary.entry (shop, person, n)
       select * from unnest($1::uuid[], $2::text[], $3::int[])`,
      [
        batch.map((event) => event.shop),
        batch.map((event) => event.userId ?? event.anonymousId ?? ""),
        batch.map((event) =>
          typeof event.properties["n"] === "number" ? event.properties["n"] : -1,
        ),
      ],
    );
  },
  withdraw: async (sql, { events }) => {
    await sql.run("delete from diary.entry where person = any($1::text[]) and n = any($2::int[])", [
      events.map((event) => event.userId ?? event.anonymousId ?? ""),
      events.map((event) =>
        typeof event.properties["n"] === "number" ? event.properties["n"] : -1,
      ),
    ]);
  },
};
const diarySchema = { name: "diary", migrations: new URL("./diary/", import.meta.url) };

export type Told = { action: string; subject: string; detail: object };
/** Posts JSON with a key, and shows the answer as it goes over the wire. */
const poster =
  (ledger: Ledger) =>
  async (path: string, body: unknown, key = "server") => {
    const answer = await ledger.intake({
      path: `/v1/${path}`,
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
      body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
    });
    return { ...answer, body: JSON.parse(JSON.stringify(answer.body)) };
  };

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(over: Partial<LedgerDeps> = {}) {
  const database = await openTestDatabase([schema, diarySchema]);
  const audit: Told[] = [];
  const failures: unknown[] = [];
  const time = { now: NOW };
  const ledger: Ledger = createLedger({
    asTenant: database.asTenant,
    resolve,
    projections: [diary],
    authorise: async (key) =>
      key === "server" || key === "browser"
        ? { tenant: TENANT, shop: SHOP, kind: key, keyId: key }
        : null,
    audit: async (_, action, subject, detail) => {
      audit.push({ action, subject, detail });
    },
    tenants: async () => [TENANT],
    clock: () => time.now,
    random: seeded(7),
    failed: (error) => failures.push(error),
    ...over,
  });
  const as = <T>(work: (ctx: Ctx) => Promise<T>, seal: Partial<Seal> = {}): Promise<T> =>
    database.asTenant(testSeal({ tenant: TENANT, now: NOW, ...seal }), work);
  const post = poster(ledger);
  const counted = async (table: string): Promise<number> =>
    as(async (ctx) => (await ctx.sql.one<{ n: number }>(`select count(*) as n from ${table}`)).n);
  /** What the diary says of one person, in the order of writing. */
  const written = async (person: string): Promise<readonly number[]> =>
    as(async (ctx) =>
      (
        await ctx.sql.rows<{ n: number }>(
          "select n from diary.entry where person = $1 order by position",
          [person],
        )
      ).map((row) => row.n),
    );
  return {
    ledger,
    audit,
    failures,
    time,
    as,
    post,
    counted,
    written,
    close: database.close,
    asTenant: database.asTenant,
    resolve,
    diary,
  };
}

const dice = seeded(99);
export const freshId = (): string => newId({ now: NOW, random: dice });
export const view = (over: object = {}) => ({
  type: "track",
  event: "Product Viewed",
  anonymousId: "visitor",
  messageId: freshId(),
  properties: { product_id: "p1", price: 19.9 },
  ...over,
});
export const numbered = (person: string, n: number, messageId = freshId()) =>
  view({ anonymousId: person, messageId, event: "x_numbered", properties: { n } });
