import { parseArgs } from "node:util";
import { purge } from "@zhongshu/postgres";
import { buildWeb, SCHEMAS, start } from "@zhongshu/server";
import { ADMIN_USAGE, adminCommand } from "./admin/admin.ts";
import { backupTo } from "./admin/backup.ts";
import { CARDS_USAGE, cardsCommand } from "./admin/cards.ts";
import { IMPORT_USAGE, importCommand } from "./admin/import.ts";
import { placeOf } from "./admin/place.ts";
import { restoreFrom } from "./admin/restore.ts";
import { eraseAgain } from "./admin/tombstones.ts";
import { DATA, visiting } from "./system.ts";

/** A command takes its own arguments and answers with the exit code. */
export type Command = {
  readonly usage: string;
  readonly does: string;
  /** One line an option, where its name does not say all. */
  readonly options?: readonly string[];
  run(args: readonly string[]): Promise<number>;
};

const out = (text: string): void => {
  process.stdout.write(text);
};
const tell = (text: string): void => {
  process.stderr.write(text);
};

/** A whole port number, or null when none was given. */
function portOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new Error(
      `端口要写 0 到 65535 的整数。 --port wants a whole number up to 65535: ${text}`,
    );
  return port;
}

async function startCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      data: { type: "string", default: DATA },
      fresh: { type: "boolean", default: false },
      "no-demo": { type: "boolean", default: false },
      host: { type: "string", default: "127.0.0.1" },
      port: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const { "no-demo": bare, port, ...rest } = values;
  await start({ ...rest, demo: !bare, port: portOf(port ?? process.env["PORT"]) });
  return 0;
}

/** Takes `--data` out, which every command knows; the rest is the command's. */
function dataOf(args: readonly string[]): {
  readonly data: string | null;
  readonly rest: readonly string[];
} {
  const at = args.indexOf("--data");
  if (at < 0) return { data: null, rest: args };
  return { data: args[at + 1] ?? null, rest: args.filter((_, i) => i !== at && i !== at + 1) };
}

async function importing(args: readonly string[]): Promise<number> {
  const { data, rest } = dataOf(args);
  return visiting({ data }, ({ system }) =>
    importCommand(rest, { ...system, place: (named) => placeOf(system, named), out, tell }),
  );
}

async function carding(args: readonly string[]): Promise<number> {
  const { data, rest } = dataOf(args);
  return visiting({ data }, ({ system }) =>
    cardsCommand(rest, { ...system, place: (named) => placeOf(system, named), out, tell }),
  );
}

async function admitting(args: readonly string[]): Promise<number> {
  const { data, rest } = dataOf(args);
  return visiting({ data }, ({ system }) => adminCommand(rest, system, { out, tell }));
}

const keeping = {
  data: { type: "string", default: DATA },
  fresh: { type: "boolean", default: false },
  replace: { type: "boolean", default: false },
} as const;

function fileOf(positionals: readonly string[]): string {
  const [file] = positionals;
  if (file === undefined) throw new Error("请写上文件名。 Say which FILE.");
  return file;
}

async function backing(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { data: keeping.data },
    allowPositionals: true,
  });
  const made = await backupTo({
    file: fileOf(positionals),
    dataDir: values.data,
    databaseUrl: process.env["DATABASE_URL"],
    now: Date.now(),
  });
  out(`已备份 backed up: ${made.tables} 张表 tables, ${made.rows} 行 rows → ${made.file}\n`);
  return 0;
}

async function restoring(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: keeping,
    allowPositionals: true,
  });
  const { data: dataDir, ...how } = values;
  const { makeSignIn } = await import("./admin/sign-in-tables.ts");
  const made = await restoreFrom({
    ...how,
    dataDir,
    file: fileOf(positionals),
    databaseUrl: process.env["DATABASE_URL"],
    schemas: SCHEMAS,
    makeOthers: makeSignIn,
  });
  const again = await visiting({ data: dataDir }, ({ system }) => eraseAgain(system));
  out(`已恢复 restored: ${made.tables} 张表 tables, ${made.rows} 行 rows\n`);
  if (again > 0) out(`再次删除了要求删除的客户 erased again: ${again} 位 customers\n`);
  return 0;
}

async function purging(args: readonly string[]): Promise<number> {
  const { data } = dataOf(args);
  const made = await visiting({ data }, ({ database }) => purge(database.ownerUrl));
  out("已删除的内容在数据文件里也抹掉了 what was deleted is gone from the data files\n");
  if (!made.log)
    out(
      "变更日志由数据库的管理员清理 the log of changes is for the operator of that Postgres to shorten\n",
    );
  return 0;
}

/** Part of an installation, which does not fail by it: a start builds what is missing, and says what is wrong. */
async function paging(): Promise<number> {
  await buildWeb().catch((problem: Error) => tell(`${problem.message}\n`));
  return 0;
}

/** What a person can ask for. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  start: {
    usage: "start [--fresh] [--no-demo] [--host H] [--port N] [--data DIR] [--json]",
    does: "启动 · runs the product",
    options: [
      "--no-demo   空的开始，不带演示店铺 · empty, without the demo's shops",
      "--fresh     清空数据重新开始 · throws the data away and begins anew",
      "--port N    端口；也可用环境变量 PORT · or the variable PORT",
      "--host H    监听地址，默认 127.0.0.1 · address to listen on",
      "--data DIR  数据放哪里 · where the data lies",
      "--json      启动信息写成 JSON · tells of the start as JSON",
    ],
    run: startCommand,
  },
  pages: {
    usage: "pages",
    does: "生成网页，安装时会自动做 · builds the pages; an installation does it",
    run: paging,
  },
  import: {
    usage: IMPORT_USAGE,
    does: "导入订单、客户、商品等名单 · imports lists of orders, customers, goods …",
    run: importing,
  },
  cards: { usage: CARDS_USAGE, does: "看某天的卡片 · one day's cards as text", run: carding },
  admin: {
    usage: ADMIN_USAGE,
    does: "让某人以管理员身份登录 · lets somebody sign in as administrator",
    run: admitting,
  },
  backup: {
    usage: "backup FILE [--data DIR]",
    does: "不停机备份 · one consistent snapshot, also while the product runs",
    run: backing,
  },
  restore: {
    usage: "restore FILE [--fresh | --replace] [--data DIR]",
    does: "恢复备份 · puts a backup back",
    run: restoring,
  },
  purge: {
    usage: "purge [--data DIR]",
    does: "把已删除的内容从磁盘上抹掉 · wipes what was deleted off the disk; each table is locked meanwhile",
    run: purging,
  },
};
