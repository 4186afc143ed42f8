import type { DomainSchema } from "@zhongshu/kernel";
import { type ClientBase, escapeIdentifier } from "pg";
import { withClient } from "../client.ts";
import { refused } from "../refused.ts";
import { ROLES } from "../roles/roles.ts";
import { BEDROCK } from "./bedrock.ts";
import { type Migration, readMigrations } from "./files.ts";
import { type Applied, pending } from "./pending.ts";

/** Brings the database forward to these schemas; all that is new happens in one transaction. */
export async function migrate(
  ownerUrl: string,
  schemas: readonly DomainSchema[],
): Promise<readonly string[]> {
  const wanted = await readMigrations(schemas);
  return withClient(ownerUrl, async (client) => {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('zhongshu.migrate'))");
    const fresh = await forward(client, wanted);
    await client.query("commit");
    return fresh;
  });
}

/** Runs what `client`'s database lacks of `wanted`, within the caller's transaction. */
export async function forward(
  client: ClientBase,
  wanted: readonly Migration[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  await client.query(BEDROCK.replaceAll(":database", escapeIdentifier(rows[0]?.name ?? "")));
  const applied = await client.query<Applied>("select name, sha256 from zhongshu.migration");
  const todo = pending(wanted, applied.rows);
  if (!todo.ok) throw refused(todo.error.code, todo.error.words);
  for (const migration of todo.value) await apply(client, migration);
  return todo.value.map((migration) => migration.name);
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  const schema = escapeIdentifier(migration.schema);
  await client.query(`create schema if not exists ${schema}`);
  await client.query(`grant usage on schema ${schema} to ${ROLES.app}`);
  await client.query(migration.text).catch((cause: Error) => {
    throw new Error(`Migration ${migration.name} failed: ${cause.message}`, { cause });
  });
  await client.query("insert into zhongshu.migration (name, sha256) values ($1, $2)", [
    migration.name,
    migration.sha256,
  ]);
}
