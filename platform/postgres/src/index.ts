export { verifyBackup } from "./backup/read.ts";
export { type RestoreOptions, type RestoreReport, restore } from "./backup/restore.ts";
export { type BackupOptions, type BackupReport, backup } from "./backup/write.ts";
export { postmasterOf } from "./embedded/look.ts";
export { scratchFolder } from "./embedded/scratch.ts";
export { removeTenant } from "./leave.ts";
export { type Migration, readMigrations } from "./migrate/files.ts";
export { migrate } from "./migrate/migrate.ts";
export {
  openPostgres,
  type Postgres,
  type PostgresOptions,
  type PostgresUrls,
  urlsOf,
} from "./open.ts";
export {
  asBearer,
  asTenant,
  type Bearer,
  openPool,
  type Pool,
  type PoolOptions,
} from "./pool/pool.ts";
export { purge } from "./purge.ts";
export { DatabaseRefused } from "./refused.ts";
export { ROLES } from "./roles/roles.ts";
export { refreshStatistics } from "./statistics.ts";
export { visitPostgres } from "./visit.ts";
