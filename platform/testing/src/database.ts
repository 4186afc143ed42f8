import { createHash, randomUUID } from "node:crypto";
import type { AsTenant, DomainSchema, Sql } from "@zhongshu/kernel";
import { asTenant, migrate, openPool, type Pool, readMigrations, urlsOf } from "@zhongshu/postgres";
import { Client } from "pg";
import { inject } from "vitest";

/** A database of its own, as the product has it. */
export type TestDatabase = {
  readonly asTenant: AsTenant;
  /** Connections of the app's role, without a tenant. */
  readonly pool: Pool;
  /** A transaction of the owner, whom no policy binds: to look behind the curtain. */
  asOwner<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly authUrl: string;
  readonly jobsUrl: string;
  close(): Promise<void>;
};

async function withOwner<T>(work: (owner: Client) => Promise<T>): Promise<T> {
  const owner = new Client({ connectionString: inject("postgresUrl") });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}

const at = (database: string): string => {
  const url = new URL(inject("postgresUrl"));
  url.pathname = `/${database}`;
  return url.href;
};

/** The name of a database migrated to exactly these files; made by whoever needs it first. */
async function templateOf(owner: Client, schemas: readonly DomainSchema[]): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, sha256 } of await readMigrations(schemas)) hash.update(`${name} ${sha256}\n`);
  const name = `template_${hash.digest("hex").slice(0, 24)}`;
  await owner.query("select pg_advisory_lock(hashtext($1))", [name]);
  const found = await owner.query("select from pg_database where datname = $1", [name]);
  if (found.rowCount === 0) {
    const unfinished = `${name}_new`;
    await owner.query(`drop database if exists ${unfinished} with (force)`);
    await owner.query(`create database ${unfinished}`);
    await migrate(at(unfinished), schemas);
    await owner.query(`alter database ${unfinished} rename to ${name}`);
  }
  await owner.query("select pg_advisory_unlock(hashtext($1))", [name]);
  return name;
}

/** A fresh database with these schemas, cloned from a template in some 50 ms. Close it after. */
export async function openTestDatabase(schemas: readonly DomainSchema[]): Promise<TestDatabase> {
  const database = `test_${randomUUID().replaceAll("-", "")}`;
  await withOwner(async (owner) => {
    const template = await templateOf(owner, schemas);
    // Cloning needs the template to itself for a moment.
    await owner.query("select pg_advisory_lock(hashtext($1))", [template]);
    await owner.query(`create database ${database} template ${template}`);
  });
  // A clone has neither the grants nor the settings that belong to a database as a whole.
  await migrate(at(database), schemas);
  const urls = urlsOf(at(database));
  const pool = openPool({ url: urls.appUrl, max: 5 });
  const owner = openPool({ url: urls.ownerUrl, max: 2 });
  return {
    ...urls,
    pool,
    asTenant: asTenant(pool),
    asOwner: (work) => owner.transaction({}, work),
    close: async () => {
      await Promise.all([pool.end(), owner.end()]);
      await withOwner((owner) => owner.query(`drop database ${database} with (force)`));
    },
  };
}
