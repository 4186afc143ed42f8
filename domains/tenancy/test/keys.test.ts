import { afterAll, beforeAll, expect, test } from "vitest";
import { REVOKED_WITHIN_MS } from "../src/index.ts";
import { nowhere, openWorld, value, type World } from "./world.ts";

let world: World;
let org: Awaited<ReturnType<World["organisation"]>>;
beforeAll(async () => {
  world = await openWorld();
  org = await world.organisation("Keys", "13900000001");
});
afterAll(() => world.database.close());

const create = (kind: "browser" | "server") =>
  world.database.asTenant(org.seal, (ctx) =>
    world.tenancy.createKey(ctx, { shop: org.shops[0], kind, name: `my ${kind}` }),
  );

test("TE6 the secret is answered once and is nowhere in the database", async () => {
  const { secret, key } = value(await create("server"));
  expect(secret).toMatch(/^zs_s_[\w-]{32}$/);
  expect(secret.startsWith(key.prefix)).toBe(true);
  const everything = await world.database.asTenant(org.seal, (ctx) =>
    ctx.sql.rows(
      "select w::text as w from tenancy.write_key w union all select a::text from tenancy.audit a",
    ),
  );
  expect(everything.length).toBeGreaterThan(3);
  expect(JSON.stringify(everything)).not.toContain(secret.slice(10));
});

test("TE7 a key names its organisation, shop and kind; a guess names nothing", async () => {
  for (const kind of ["browser", "server"] as const) {
    const { secret, key } = value(await create(kind));
    expect(await world.tenancy.authorise(secret)).toEqual({
      tenant: org.seal.tenant,
      shop: org.shops[0],
      kind,
      key: key.id,
      name: `my ${kind}`,
    });
    const last = secret.endsWith("A") ? "B" : "A";
    expect(await world.tenancy.authorise(secret.slice(0, -1) + last)).toBeNull();
  }
  for (const guess of ["", "zs_s_", "' or 1=1 --", "zs_s_".repeat(9_000)])
    expect(await world.tenancy.authorise(guess)).toBeNull();
});

test("TE8 a revoked key is refused at once here, and elsewhere within two seconds", async () => {
  const { secret, key } = value(await create("server"));
  const { tenancy, clock, database } = world;
  expect(await tenancy.authorise(secret)).not.toBeNull();
  // Another process revokes: ours learns of it only by asking again.
  await database.asTenant(org.seal, (ctx) =>
    ctx.sql.run("update tenancy.write_key set revoked_at = now() where id = $1", [key.id]),
  );
  clock.now += REVOKED_WITHIN_MS;
  expect(REVOKED_WITHIN_MS).toBeLessThanOrEqual(2_000);
  expect(await tenancy.authorise(secret)).toBeNull();
  const own = value(await create("browser"));
  expect(await tenancy.authorise(own.secret)).not.toBeNull();
  const revoke = () =>
    database.asTenant(org.seal, (ctx) => tenancy.revokeKey(ctx, org.shops[0], own.key.id));
  expect(value(await revoke()).revokedAt).not.toBeNull();
  expect(await tenancy.authorise(own.secret)).toBeNull();
  expect(value(await revoke()).revokedAt).not.toBeNull();
});

test("TE7 a key of one shop can be neither listed nor revoked by another", async () => {
  const { key } = value(await create("server"));
  const { tenancy, database } = world;
  const stranger = await world.organisation("Stranger", "13900000002");
  const attempts = [
    await database.asTenant(org.seal, (ctx) => tenancy.revokeKey(ctx, org.shops[1], key.id)),
    await database.asTenant(stranger.seal, (ctx) => tenancy.revokeKey(ctx, org.shops[0], key.id)),
  ];
  for (const attempt of attempts)
    expect(attempt).toMatchObject({ error: { code: "key.not-found" } });
  const listed = await database.asTenant(stranger.seal, (ctx) =>
    tenancy.listKeys(ctx, org.shops[0]),
  );
  expect(listed).toEqual({ ok: true, value: [] });
});

test("TE11 nobody can change or remove what the audit says", async () => {
  const { database } = world;
  for (const statement of [
    "update tenancy.audit set action = 'nothing'",
    "delete from tenancy.audit",
    "truncate tenancy.audit",
  ])
    await expect(database.asTenant(org.seal, (ctx) => ctx.sql.run(statement))).rejects.toThrow(
      /permission denied/,
    );
});

test("TE11 the trail of a shop goes back page by page, and shows no other shop's entries", async () => {
  const { tenancy, database } = world;
  const page = (before: string | null) =>
    database.asTenant(org.seal, (ctx) =>
      tenancy.auditTrail(ctx, { shop: org.shops[0], before, limit: 2 }),
    );
  const seen: string[] = [];
  for (
    let entries = await page(null);
    entries.length > 0;
    entries = await page(entries.at(-1)?.id ?? null)
  )
    seen.push(...entries.map((entry) => entry.id));
  const all = await database.asTenant(org.seal, (ctx) =>
    ctx.sql.rows<{ id: string }>(
      "select id from tenancy.audit where shop is null or shop = $1 order by seq desc",
      [org.shops[0]],
    ),
  );
  expect(seen).toEqual(all.map((row) => row.id));
  expect(seen.length).toBeGreaterThan(5);
  const limited = { ...org.seal, can: (_: string, shop?: string) => shop !== undefined };
  const own = await database.asTenant(limited, (ctx) =>
    tenancy.auditTrail(ctx, { shop: nowhere, before: null, limit: 50 }),
  );
  expect(own).toEqual([]);
});

test("TE12 a bearer reads its own rows and writes none", async () => {
  const { pool } = world.database;
  const count = (settings: Record<string, string>, table: string) =>
    pool.transaction(settings, (sql) =>
      sql.one<{ n: number }>(`select count(*)::int as n from tenancy.${table}`),
    );
  const tables = ["organisation", "shop", "member", "member_shop", "write_key", "audit"];
  for (const table of tables) {
    expect(await count({}, table)).toEqual({ n: 0 });
    expect(await count({ "app.user": "stranger", "app.key_hash": "x" }, table)).toEqual({ n: 0 });
  }
  const admin = { "app.user": world.as("13900000001").id };
  expect(await count(admin, "shop")).toEqual({ n: 2 });
  expect(await count(admin, "write_key")).toEqual({ n: 0 });
  expect(await count(admin, "audit")).toEqual({ n: 0 });
  const renamed = await pool.transaction(admin, (sql) =>
    sql.run("update tenancy.shop set name = 'x'"),
  );
  expect(renamed).toBe(0);
});
