import { spawn, spawnSync } from "node:child_process";
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  rm,
  statfs,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { openPool, openPostgres, postmasterOf, visitPostgres } from "../src/index.ts";
import { freshFolder, heard, hold, kill, running } from "./holder.ts";

const children: ReturnType<typeof hold>[] = [];
const folders: string[] = [];
const start = (folder: string, uid?: number, sync = "quick") => {
  const child = hold(folder, uid, sync);
  children.push(child);
  return child;
};
const folder = async (uid?: number) => {
  const made = await freshFolder(uid);
  folders.push(made);
  return made;
};

// Each makes and starts real clusters, which a busy machine takes its time for.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  for (const made of folders.splice(0)) {
    const left = await postmasterOf(made).catch(() => null);
    for (const pid of left?.all ?? []) process.kill(pid, "SIGKILL");
    await pause(50);
    await rm(made, { recursive: true, force: true });
  }
});

async function ask<Row extends object>(url: string, text: string): Promise<readonly Row[]> {
  const pool = openPool({ url, max: 1 });
  try {
    return await pool.transaction({}, (sql) => sql.rows<Row>(text));
  } finally {
    await pool.end();
  }
}

const remember = (url: string, name: string) =>
  ask(
    url,
    `insert into shelf.thing (tenant, name) values ('00000000-0000-7000-8000-00000000000a', '${name}')`,
  );
const remembered = async (url: string) =>
  (await ask<{ name: string }>(url, "select name from shelf.thing order by id")).map((r) => r.name);

test("PG1 a second start finds what the first one kept, on the same port", async () => {
  const place = await folder();
  const first = start(place);
  const one = await running(first);
  await remember(one.ownerUrl, "茶");
  await kill(first, "SIGTERM");
  expect(await postmasterOf(place)).toBeNull();
  const two = await running(start(place));
  expect(await remembered(two.ownerUrl)).toEqual(["茶"]);
  expect(two.ownerUrl).toBe(one.ownerUrl);
});

test("PG2 the app, Postgres, or both killed in any order: the next start has every row", async () => {
  const place = await folder();
  const orders = ["app", "postmaster", "app postmaster", "postmaster app", "app all", "all app"];
  for (const [index, order] of orders.entries()) {
    const child = start(place, undefined, "durable");
    const { ownerUrl } = await running(child);
    await remember(ownerUrl, String(index));
    for (const victim of order.split(" ")) {
      const cluster = await postmasterOf(place);
      if (victim === "app") await kill(child);
      else
        for (const pid of victim === "all" ? (cluster?.all ?? []) : [cluster?.postmaster ?? 0])
          process.kill(pid, "SIGKILL");
    }
    await kill(child);
  }
  const last = await running(start(place));
  expect(await remembered(last.ownerUrl)).toEqual(orders.map((_, index) => String(index)));
}, 60_000);

test("PG3 when Postgres dies under a running app it comes back, and the pool with it", async () => {
  const dataDir = await folder();
  const said: string[] = [];
  const postgres = await openPostgres({ dataDir, say: (line) => said.push(line) });
  const pool = openPool({ url: postgres.appUrl });
  const one = () => pool.transaction({}, (sql) => sql.one<{ n: number }>("select 1 as n"));
  await one();
  const { postmaster } = postgres;
  const before = postmaster();
  process.kill(before ?? 0, "SIGKILL");
  // An old connection may answer once more before it notices.
  await expect
    .poll(async () => [await one(), postmaster() === before], { timeout: 20_000 })
    .toEqual([{ n: 1 }, false]);
  expect(said).toEqual(["Postgres ended unexpectedly; starting it again", "Postgres is back"]);
  await pool.end();
  await postgres.stop();
  expect(await postmasterOf(dataDir)).toBeNull();
});

test("PG4 a second owner of the folder is refused, and the first is not disturbed", async () => {
  const place = await folder();
  const { ownerUrl } = await running(start(place));
  const second = await heard(start(place));
  expect(second).toMatchObject({ refused: "database.folder-in-use" });
  await remember(ownerUrl, "still here");
});

test("PG4 of many that start at once exactly one owns the folder", async () => {
  const place = await folder();
  const said = await Promise.all([1, 2, 3, 4].map(() => heard(start(place))));
  expect(said.filter((line) => "ownerUrl" in line)).toHaveLength(1);
  expect(
    said.filter((line) => "refused" in line && line.refused === "database.folder-in-use"),
  ).toHaveLength(3);
});

/** What initdb has made so far. */
async function unfinished(home: string): Promise<readonly string[]> {
  const names = await readdir(home).catch(() => []);
  const making = names.find((name) => name.startsWith("making-data"));
  return making === undefined ? [] : readdir(join(home, making)).catch(() => []);
}

test("PG5 killed in the middle of making the data folder, the next start makes it whole", async () => {
  const place = await folder();
  const child = start(place);
  const home = join(place, "postgres");
  await expect
    .poll(() => unfinished(home), {
      interval: 5,
      timeout: 20_000,
    })
    .toContain("base");
  await kill(child);
  const { ownerUrl } = await running(start(place));
  expect(await remembered(ownerUrl)).toEqual([]);
  expect((await readdir(home)).filter((name) => name.startsWith("making"))).toEqual([]);
});

test("PG6 a pid file whose number now belongs to another process stops nobody", async () => {
  const place = await folder();
  const child = start(place);
  await running(child);
  const pidFile = join(place, "postgres", "data", "postmaster.pid");
  const lines = (await readFile(pidFile, "utf8")).split("\n");
  const all = (await postmasterOf(place))?.all ?? [];
  await kill(child);
  for (const pid of all) process.kill(pid, "SIGKILL");
  const bystander = spawn(process.execPath, ["-e", "setTimeout(() => 0, 60000)"], {
    ...(process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}),
  });
  children.push(bystander);
  await pause(100);
  await writeFile(pidFile, [String(bystander.pid), ...lines.slice(1)].join("\n"));
  await running(start(place));
  expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
});

test("PG7 the secret is ours alone, the folders are closed, and a wrong password is no way in", async () => {
  const place = await folder();
  const { ownerUrl } = await running(start(place));
  const mode = async (...path: string[]) =>
    ((await lstat(join(place, "postgres", ...path))).mode & 0o777).toString(8);
  expect(await mode("secret")).toBe("600");
  expect(await mode("data")).toBe("700");
  expect(await mode("postgres.log")).toBe("600");
  expect(["700", "710"]).toContain(await mode());
  expect(await readFile(join(place, "postgres", "data", "pg_hba.conf"), "utf8")).not.toMatch(
    /trust|password|md5/,
  );
  const wrong = new URL(ownerUrl);
  for (const password of ["", "wrong"]) {
    wrong.password = password;
    const client = new Client({ connectionString: wrong.href });
    await expect(client.connect()).rejects.toThrow(/password/);
  }
});

test("PG8 Chinese is found by its trigrams", async () => {
  const { ownerUrl } = await running(start(await folder()));
  await ask(ownerUrl, "create extension pg_trgm");
  const [row] = await ask<{ grams: string[]; near: number }>(
    ownerUrl,
    "select show_trgm('雾霾蓝连衣裙') as grams, similarity('雾霾蓝连衣裙', '雾霾蓝衬衫')::float8 as near",
  );
  expect(row?.grams.length).toBeGreaterThan(4);
  expect(row?.near).toBeGreaterThan(0.2);
});

test("PG45 a command beside a running app uses its database and leaves it running", async () => {
  const place = await folder();
  const { ownerUrl, postmaster } = await running(start(place));
  const visited = await visitPostgres({ dataDir: place });
  expect(visited.ownerUrl).toBe(ownerUrl);
  expect(visited.postmaster()).toBe(postmaster);
  await visited.stop();
  await remember(ownerUrl, "still here");
});

test("PG45 without a running app the command opens the folder itself, and closes it", async () => {
  const place = await folder();
  const child = start(place);
  await remember((await running(child)).ownerUrl, "kept");
  await kill(child, "SIGTERM");
  const visited = await visitPostgres({ dataDir: place });
  expect(await remembered(visited.ownerUrl)).toEqual(["kept"]);
  await visited.stop();
  expect(await postmasterOf(place)).toBeNull();
});

test("PG13 a full disk is told as such, and freeing it is enough", async (context) => {
  const place = await folder();
  const mounted = spawnSync("/bin/mount", ["-t", "tmpfs", "-o", "size=200m", "tmpfs", place]);
  if (mounted.status !== 0) {
    console.warn("SKIPPED: PG13 on a full disk needs the right to mount a tmpfs");
    return context.skip();
  }
  await chmod(place, 0o755);
  try {
    const child = start(place);
    await remember((await running(child)).ownerUrl, "kept");
    await kill(child, "SIGTERM");
    const { bavail, bsize } = await statfs(place);
    await writeFile(join(place, "ballast"), Buffer.alloc(bavail * bsize));
    expect(await heard(start(place))).toMatchObject({ refused: "database.disk-full" });
    await rm(join(place, "ballast"));
    const again = start(place);
    expect(await remembered((await running(again)).ownerUrl)).toEqual(["kept"]);
    await kill(again, "SIGTERM");
  } finally {
    spawnSync("/bin/umount", ["-l", place]);
  }
});

const asRoot = test.skipIf(process.getuid?.() !== 0);

asRoot(
  "PG9 an ordinary user needs nothing but their folder; another's folder is refused",
  async () => {
    expect(await heard(start(await folder(1234), 1234))).toMatchObject({
      refused: "database.no-user",
    });
    const place = await folder(2);
    const child = start(place, 2);
    const { ownerUrl } = await running(child);
    await remember(ownerUrl, "as another");
    await kill(child, "SIGTERM");
    expect(await heard(start(place))).toMatchObject({ refused: "database.wrong-owner" });
    await chmod(place, 0o755);
    await chown(join(place, "postgres"), 3, 3);
    expect(await heard(start(place, 2))).toMatchObject({ refused: "database.wrong-owner" });
  },
);

asRoot("PG9 root may choose a folder that only root can enter", async () => {
  const closed = join(await folder(), "closed");
  await mkdir(closed, { mode: 0o700 });
  await chown(closed, 0, 0);
  const child = start(closed);
  const { ownerUrl } = await running(child);
  await remember(ownerUrl, "inside");
  await kill(child, "SIGTERM");
  const again = start(closed);
  expect(await remembered((await running(again)).ownerUrl)).toEqual(["inside"]);
  await kill(again, "SIGTERM");
  const fresh = await openPostgres({ dataDir: closed, durable: false, fresh: true });
  await expect(remembered(fresh.ownerUrl)).rejects.toThrow(/does not exist/);
  await fresh.remove();
});

test("PG10 a folder of another major version, or one that is no database, is refused by name", async () => {
  const place = await folder();
  const child = start(place);
  await running(child);
  await kill(child, "SIGTERM");
  const version = join(place, "postgres", "data", "PG_VERSION");
  await writeFile(version, "17\n");
  expect(await heard(start(place))).toMatchObject({ refused: "database.other-major" });
  await rm(version);
  expect(await heard(start(place))).toMatchObject({ refused: "database.not-a-database" });
  await writeFile(version, "18\n");
  await rm(join(place, "postgres", "secret"));
  expect(await heard(start(place))).toMatchObject({ refused: "database.secret-lost" });
});
