import { type ClientBase, escapeLiteral } from "pg";
import { refused } from "../refused.ts";
import { rolePassword, scramVerifier } from "./scram.ts";

export const ROLES = { app: "zhongshu_app", auth: "zhongshu_auth", jobs: "zhongshu_jobs" } as const;

/** Makes the three roles, or sets them right: able to sign in, and to do nothing beyond their grants. */
export async function ensureRoles(owner: ClientBase, ownerPassword: string): Promise<void> {
  await owner.query("begin");
  // Two processes that start together would otherwise update the same pg_authid row.
  await owner.query("select pg_advisory_xact_lock(hashtext('zhongshu.roles'))");
  for (const role of Object.values(ROLES)) {
    const found = await owner.query("select from pg_roles where rolname = $1", [role]);
    const verb = found.rowCount === 0 ? "create" : "alter";
    const verifier = scramVerifier(rolePassword(ownerPassword, role));
    await owner.query(
      `${verb} role ${role} login nocreatedb nocreaterole inherit password ${escapeLiteral(verifier)}`,
    );
  }
  // The owner makes schemas for two of the roles, for which it must be their member.
  await owner.query(`grant ${ROLES.auth}, ${ROLES.jobs} to current_user`);
  await refuseMighty(owner);
  await owner.query("commit");
}

// Only a superuser may say NOSUPERUSER or NOBYPASSRLS in "alter role", so it is looked up instead.
async function refuseMighty(owner: ClientBase): Promise<void> {
  const mighty = await owner.query(
    `select rolname from pg_roles
     where rolname = any($1) and (rolsuper or rolbypassrls or rolreplication)`,
    [Object.values(ROLES)],
  );
  if (mighty.rowCount === 0) return;
  const names = mighty.rows.map((row) => row.rolname).join(", ");
  throw refused("role-too-mighty", [
    `数据库角色 ${names} 权限过大，会绕过租户隔离。`,
    `The role ${names} could step around tenant isolation.`,
    `请用超级用户执行 ALTER ROLE ${names} NOSUPERUSER NOBYPASSRLS NOREPLICATION 后再启动。`,
    `As superuser run ALTER ROLE ${names} NOSUPERUSER NOBYPASSRLS NOREPLICATION, then start again.`,
  ]);
}
