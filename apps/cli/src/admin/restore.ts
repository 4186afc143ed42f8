import type { DomainSchema } from "@zhongshu/kernel";
import {
  migrate,
  openPostgres,
  type PostgresUrls,
  restore,
  verifyBackup,
} from "@zhongshu/postgres";

import { carryOver, type Tombstone, tombstonesIn } from "./tombstones.ts";

export type RestoreArgs = {
  readonly file: string;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** Begin with an empty data folder. */
  readonly fresh: boolean;
  /** Put the backup in place of what the database holds. */
  readonly replace: boolean;
  readonly schemas: readonly DomainSchema[];
  /** Makes the tables that migrations do not: those of sign-in. */
  readonly makeOthers: (urls: PostgresUrls) => Promise<void>;
};

/** `restore FILE`: refused while the app runs on the folder, and on a database that holds something. */
export async function restoreFrom(args: RestoreArgs): Promise<{
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  readonly at: number;
}> {
  const { file, dataDir, databaseUrl, fresh, replace, schemas } = args;
  // --fresh throws the old data away, so the new must be seen to be whole before.
  if (fresh) await verifyBackup(file);
  const before = fresh ? await tombstonesOf({ dataDir, databaseUrl }) : [];
  const postgres = await openPostgres({ dataDir, databaseUrl, fresh });
  try {
    // Who was erased since must not come back with the backup.
    const stones = [...before, ...(await tombstonesIn(postgres.ownerUrl))];
    // The schemas of sign-in and queue must be there before their tables can be made.
    await migrate(postgres.ownerUrl, schemas);
    await args.makeOthers(postgres);
    const { ownerUrl } = postgres;
    const restored = await restore({ ownerUrl, file, schemas, replace });
    await carryOver(ownerUrl, stones, restored.at);
    return { file, ...restored };
  } finally {
    await postgres.stop();
  }
}

type Where = Pick<RestoreArgs, "dataDir" | "databaseUrl">;

/** Of what is about to be thrown away; a folder that cannot be opened any more has none to tell. */
async function tombstonesOf(where: Where): Promise<readonly Tombstone[]> {
  try {
    const postgres = await openPostgres({ ...where, fresh: false });
    return await tombstonesIn(postgres.ownerUrl).finally(() => postgres.stop());
  } catch (error) {
    process.stderr.write(`${OLD_UNREADABLE} ${error instanceof Error ? error.message : ""}\n`);
    return [];
  }
}

const OLD_UNREADABLE =
  "旧数据打不开，备份之后要求删除的客户要重新删除。 The old data cannot be opened: whoever was erased after the backup must be erased again.";
