import { createServer, type IncomingMessage } from "node:http";
import { newId, shopId, tenantId } from "@zhongshu/kernel";
import * as ledger from "@zhongshu/ledger";
import * as people from "@zhongshu/people";
import { asTenant, migrate, openPool, openPostgres } from "@zhongshu/postgres";
import { bareSql } from "./bare.ts";

/** The server of the bench, in a process of its own: ledger and people on a database of their own. */
const [dataDir = ""] = process.argv.slice(2);
const postgres = await openPostgres({ dataDir, databaseUrl: process.env["DATABASE_URL"] });
await migrate(postgres.ownerUrl, [ledger.schema, people.schema]);
const pool = openPool({ url: postgres.appUrl });
const random = Math.random;
const tenant = tenantId(newId({ now: Date.now(), random }));
const shop = shopId(newId({ now: Date.now(), random }));
const customers = people.createPeople({
  categoriesOf: async () => new Map(),
  purchasesOf: async () => [],
  reassign: (sql, moves) => intake.reassign(sql, moves),
  timeline: (ctx, asked) => intake.timeline(ctx, asked),
  communitiesOf: async () => [],
  membersOf: async () => [],
  audit: async () => undefined,
});
const intake = ledger.createLedger({
  asTenant: asTenant(pool),
  resolve: customers.resolve,
  projections: [customers.projection],
  authorise: async (key) =>
    key === "bench" ? { tenant, shop, kind: "browser", keyId: key } : null,
  audit: async () => undefined,
  tenants: async () => [tenant],
  clock: Date.now,
  random,
  failed: (error) => console.error(error),
});

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    size += chunk.length;
    if (size > ledger.MAX_BODY) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const server = createServer(async (request, response) => {
  const { "content-encoding": encoding, authorization } = request.headers;
  const answer = await intake.intake({
    path: request.url ?? "",
    method: request.method ?? "",
    headers: { "content-encoding": encoding, authorization },
    body: await bodyOf(request),
  });
  const headers = { "content-type": "application/json", ...answer.headers };
  response.writeHead(answer.status, headers).end(JSON.stringify(answer.body));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null)
    process.send?.({ url: `http://127.0.0.1:${address.port}` });
});

const stop = new AbortController();
const dispatching = intake.dispatch([], stop.signal);

process.on("message", async (message) => {
  if (message === "bare") {
    const connections = { asTenant: asTenant(pool), ledger: intake, tenant, shop };
    process.send?.({ perSecond: await bareSql(connections, 6) });
  }
  if (message === "stop") {
    stop.abort();
    await dispatching;
    server.close();
    await pool.end();
    await postgres.stop();
    process.disconnect();
  }
});
