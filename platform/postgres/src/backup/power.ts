import type { ClientBase } from "pg";
import { refused } from "../refused.ts";

/** Row-level security binds even the owner; only a role above it can copy the rows of every tenant. */
export async function requireAllRows(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ who: string; able: boolean }>(
    "select rolname as who, rolsuper or rolbypassrls as able from pg_roles where rolname = current_user",
  );
  if (rows[0]?.able === true) return;
  const who = rows[0]?.who ?? "?";
  throw refused("no-bypass", [
    `数据库角色 ${who} 看不到所有租户的数据，无法备份或恢复。`,
    `The database role ${who} does not see the rows of every tenant, so it can neither back up nor restore.`,
    `请用超级用户执行 ALTER ROLE ${who} BYPASSRLS，或使用您的 Postgres 自带的备份。`,
    `As superuser run ALTER ROLE ${who} BYPASSRLS, or use the backups of your own Postgres.`,
  ]);
}
