import { backup, visitPostgres } from "@zhongshu/postgres";

export type BackupArgs = {
  readonly file: string;
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly now: number;
};

/** `backup FILE`: also while the app runs on the same folder. */
export async function backupTo(
  args: BackupArgs,
): Promise<{ readonly file: string; readonly tables: number; readonly rows: number }> {
  const { file, dataDir, databaseUrl, now } = args;
  const postgres = await visitPostgres({ dataDir, databaseUrl });
  try {
    return { file, ...(await backup({ ownerUrl: postgres.ownerUrl, file, at: now })) };
  } finally {
    await postgres.stop();
  }
}
