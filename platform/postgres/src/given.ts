import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { refused } from "./refused.ts";
import { ensureRoles } from "./roles/roles.ts";
import { passwordOf } from "./url.ts";

const OLDEST = 150_000;
const PATIENCE_MS = 15_000;

const badUrl = () =>
  refused("bad-url", [
    "DATABASE_URL 格式不对，或缺少密码。",
    "DATABASE_URL is not an address, or has no password.",
    "请写成 postgres://用户:密码@主机:5432/库名；其他角色的密码由它推算，所以不能省略。",
    "Write postgres://user:password@host:5432/name; the passwords of our roles follow from it, so it cannot be left out.",
  ]);

const unreachable = (cause: Error) =>
  refused(
    "unreachable",
    [
      `连不上 DATABASE_URL 指定的数据库：${cause.message}`,
      `The database of DATABASE_URL cannot be reached: ${cause.message}`,
      "请检查地址、端口、用户名、密码和库名；去掉 DATABASE_URL 就会使用内置数据库。",
      "Check host, port, user, password and database name; without DATABASE_URL the built-in one is used.",
    ],
    cause,
  );

const lacking = (user: string, database: string) =>
  refused("not-allowed", [
    `数据库角色 ${user} 不能创建角色或模式。`,
    `The database role ${user} may not create roles or schemas.`,
    `请用管理员执行：ALTER ROLE ${user} CREATEROLE; GRANT CREATE ON DATABASE ${database} TO ${user};`,
    `As administrator run: ALTER ROLE ${user} CREATEROLE; GRANT CREATE ON DATABASE ${database} TO ${user};`,
  ]);

const tooOld = (version: number) =>
  refused("too-old", [
    `DATABASE_URL 的 Postgres 版本过旧（${Math.floor(version / 10_000)}）。`,
    `The Postgres of DATABASE_URL is too old (${Math.floor(version / 10_000)}).`,
    "请升级到 15 或更新的版本。",
    "Use version 15 or newer.",
  ]);

function parsed(url: string): URL {
  const at = URL.canParse(url) ? new URL(url) : null;
  if (at === null || !/^postgres(ql)?:$/.test(at.protocol) || at.password === "") throw badUrl();
  return at;
}

async function connected(url: string): Promise<Client> {
  const late = AbortSignal.timeout(PATIENCE_MS);
  for (;;) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      const code = "code" in cause ? String(cause.code) : "";
      // A container beside us may still be starting; a wrong password stays wrong.
      if (late.aborted || !["ECONNREFUSED", "57P03", "EAI_AGAIN"].includes(code)) {
        throw unreachable(cause);
      }
      await pause(500);
    }
  }
}

type Powers = {
  readonly version: number;
  readonly who: string;
  readonly database: string;
  readonly able: boolean;
};

/** Looks at the Postgres of DATABASE_URL and makes our roles there. */
export async function openGiven(url: string): Promise<void> {
  parsed(url);
  const owner = await connected(url);
  try {
    const { rows } = await owner.query<Powers>(`
      select current_setting('server_version_num')::int as version, rolname as who,
        current_database() as database,
        (rolsuper or rolcreaterole)
          and has_database_privilege(current_database(), 'CREATE') as able
      from pg_roles where rolname = current_user`);
    const [powers] = rows;
    if (powers === undefined || !powers.able) {
      throw lacking(powers?.who ?? "?", powers?.database ?? "?");
    }
    if (powers.version < OLDEST) throw tooOld(powers.version);
    await ensureRoles(owner, passwordOf(url));
  } finally {
    await owner.end();
  }
}
