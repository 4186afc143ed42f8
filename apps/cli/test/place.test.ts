import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAuth, normalisePhone } from "@zhongshu/http";
import { seeded } from "@zhongshu/numerics";
import { compose, SCHEMAS, type System } from "@zhongshu/server";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adminCommand } from "../src/admin/admin.ts";
import { importCommand } from "../src/admin/import.ts";
import { placeOf } from "../src/admin/place.ts";

const DEMO = "13800000001";
const clock = (): number => testSeal().now;
let db: TestDatabase;
let auth: ReturnType<typeof createAuth>;
let system: System;
let folder: string;
let file: string;
let said = "";
const tell = (text: string): void => {
  said += text;
};

beforeAll(async () => {
  db = await openTestDatabase(SCHEMAS);
  folder = await mkdtemp(join(tmpdir(), "zhongshu-place-"));
  file = join(folder, "orders.csv");
  await writeFile(
    file,
    "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID\n1,A1,Tea,2,2011-09-01 10:00:00,3.50,7\n",
  );
  auth = createAuth({
    authUrl: db.authUrl,
    secret: "s".repeat(64),
    sms: { sendCode: async () => undefined },
    baseUrl: "http://127.0.0.1",
    demo: false,
    now: clock,
    report: (problem) => process.stderr.write(`${problem}\n`),
  });
  await auth.migrate();
  const random = seeded(11);
  system = compose({
    pool: db.pool,
    clock,
    random,
    randomBytes: (size) => new Uint8Array(size).fill(7),
    normalisePhone,
    ensureUser: auth.ensureUser,
    links: { url: "http://127.0.0.1", sign: (bytes) => bytes },
    secret: (bytes: Uint8Array) => bytes,
    uploads: join(folder, "uploads"),
    writer: null,
    failed: (error) => {
      throw error;
    },
  });
});
afterAll(async () => {
  await auth.close();
  await db.close();
  await rm(folder, { recursive: true, force: true });
});

const importing = (...args: readonly string[]): Promise<number> =>
  importCommand(["orders", file, ...args], {
    ...system,
    place: (named) => placeOf(system, named),
    out: tell,
    tell,
  });

const people = (org: string) =>
  db.asOwner((sql) =>
    sql.rows<{ user: string; phone: string; role: string }>(
      `select m.user_id as "user", m.phone, m.role from tenancy.member m
         join tenancy.organisation o using (tenant) where o.name = $1 order by m.phone`,
      [org],
    ),
  );
const users = () =>
  db.asOwner((sql) =>
    sql.rows<{ id: string; phone: string }>(`select id, "phoneNumber" as phone from auth."user"`),
  );
const shopsOf = async (phone: string): Promise<readonly string[]> => {
  const id = (await users()).find((user) => user.phone === phone)?.id ?? "";
  const { shops } = await system.tenancy.me({ id, phone });
  return shops.map(({ name }) => name);
};

test("TE1 HT24 an organisation that a command founds belongs to no phone number, and nobody can sign in to it", async () => {
  expect(await importing("--org", "茶铺", "--shop", "总店")).toBe(0);
  const [admin, ...others] = await people("茶铺");
  expect(others).toEqual([]);
  expect(normalisePhone(admin?.phone ?? "")).toBeNull();
  expect(await users()).toEqual([]);
  const caller = { address: "127.0.0.1", local: true };
  expect(await auth.sendCode(admin?.phone ?? "", caller)).toMatchObject({ ok: false });
  expect(await importing("--org", "茶铺", "--shop", "总店")).toBe(0);
  expect((await system.directory()).map(({ name }) => name)).toEqual(["茶铺"]);
});

test("TE5 whom the command names as administrator sees the shop, then or later, and once", async () => {
  const named = ["--org", "布铺", "--shop", "布店", "--admin-phone", DEMO];
  expect(await importing(...named)).toBe(0);
  expect(await importing(...named)).toBe(0);
  expect(await people("布铺")).toMatchObject([{ phone: `+86${DEMO}`, role: "admin" }]);
  expect(await shopsOf(`+86${DEMO}`)).toEqual(["布店"]);
  expect(await adminCommand([DEMO, "--org", "茶铺"], system, { out: tell, tell })).toBe(0);
  expect(new Set(await shopsOf(`+86${DEMO}`))).toEqual(new Set(["布店", "总店"]));
});

test("TE1 a phone that is none founds nothing; a mistyped shop or a dry run makes nothing", async () => {
  const before = await system.directory();
  said = "";
  expect(await importing("--org", "新", "--shop", "新", "--admin-phone", "12")).toBe(1);
  expect(said).toMatch(/手机号/);
  expect(await importing("--org", "茶铺", "--shop", "总点")).toBe(1);
  expect(said).toMatch(/--create/);
  expect(await importing("--org", "新", "--shop", "新", "--dry-run")).toBe(1);
  expect(await adminCommand(["12", "--org", "茶铺"], system, { out: tell, tell })).toBe(1);
  expect(await system.directory()).toEqual(before);
});
