import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import type { DomainSchema } from "@zhongshu/kernel";

/** One numbered file of one domain. */
export type Migration = {
  readonly schema: string;
  /** "people/0001-profile.sql" */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
};

const FILE = /^\d{4}-[a-z0-9-]+\.sql$/;

async function migrationsOf(schema: DomainSchema): Promise<readonly Migration[]> {
  const names = (await readdir(schema.migrations)).toSorted();
  const stray = names.find((name) => !FILE.test(name));
  if (stray !== undefined) throw new Error(`Not a migration, like 0001-what.sql: ${stray}`);
  if (names.length === 0) throw new Error(`No migrations in ${schema.migrations.href}`);
  return Promise.all(
    names.map(async (file) => {
      const text = await readFile(new URL(file, schema.migrations), "utf8");
      const sha256 = createHash("sha256").update(text).digest("hex");
      return { schema: schema.name, name: `${schema.name}/${file}`, text, sha256 };
    }),
  );
}

/** Every migration of these domains in the order in which they are run. */
export const readMigrations = async (
  schemas: readonly DomainSchema[],
): Promise<readonly Migration[]> => (await Promise.all(schemas.map(migrationsOf))).flat();
