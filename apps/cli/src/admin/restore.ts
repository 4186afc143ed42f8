import type { DomainSchema } from "@zhongshu/kernel";
import {
  migrate,
  openPostgres,
  type PostgresUrls,
  restore,
  verifyBackup,
} from "@zhongshu/postgres";

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
  const postgres = await openPostgres({ dataDir, databaseUrl, fresh });
  try {
    // The schemas of sign-in and queue must be there before their tables can be made.
    await migrate(postgres.ownerUrl, schemas);
    await args.makeOthers(postgres);
    return { file, ...(await restore({ ownerUrl: postgres.ownerUrl, file, schemas, replace })) };
  } finally {
    await postgres.stop();
  }
}
