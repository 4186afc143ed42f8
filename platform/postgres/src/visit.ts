import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openHome } from "./embedded/home.ts";
import { OWNER } from "./embedded/initdb.ts";
import { DATABASE } from "./embedded/open.ts";
import { ownerAlive } from "./embedded/owner-lock.ts";
import { runnerHere } from "./embedded/runner.ts";
import { openPostgres, type Postgres, type PostgresOptions, urlsOf } from "./open.ts";
import { refused } from "./refused.ts";

const PATIENCE_MS = 60_000;

/**
 * The database for a command beside the app: the running app's own, when one owns the folder, and then
 * `stop` leaves it running; else the same as `openPostgres`.
 */
export async function visitPostgres(options: PostgresOptions): Promise<Postgres> {
  const given = options.databaseUrl !== undefined && options.databaseUrl !== "";
  if (given) return openPostgres(options);
  const home = await openHome(options.dataDir, runnerHere());
  const late = AbortSignal.timeout(PATIENCE_MS);
  while ((await ownerAlive(home.folder)) && !late.aborted) {
    const pid = await readFile(join(home.data, "postmaster.pid"), "utf8").catch(() => "");
    const [postmaster, , , port, , , , status] = pid.split("\n");
    if (status?.trim() === "ready") {
      const password = await readFile(home.secret, "utf8");
      const ownerUrl = `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`;
      const leave = async () => undefined;
      const running = { postmaster: () => Number(postmaster), stop: leave, remove: leave };
      return { ...urlsOf(ownerUrl), ...running };
    }
    await pause(100);
  }
  if (late.aborted) {
    throw refused("not-ready", [
      "正在运行的中枢还没有把数据库准备好。",
      "The running Zhongshu has not got its database ready.",
      "请稍后再试；若一直如此，请查看它的日志。",
      "Try again in a minute; if it stays so, look into its log.",
    ]);
  }
  return openPostgres(options);
}
