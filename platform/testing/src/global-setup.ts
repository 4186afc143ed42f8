import { rm } from "node:fs/promises";
import { openPostgres, scratchFolder } from "@zhongshu/postgres";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The owner's address of this run's Postgres. */
    readonly postgresUrl: string;
  }
}

/** One throw-away Postgres per run of vitest; workers find it by `inject("postgresUrl")`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await scratchFolder("test");
  const postgres = await openPostgres({ dataDir, durable: false, connections: 100 });
  project.provide("postgresUrl", postgres.ownerUrl);
  return async () => {
    await postgres.remove();
    await rm(dataDir, { recursive: true, force: true });
  };
}
