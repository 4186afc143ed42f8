import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { DomainSchema } from "@zhongshu/kernel";
import { z } from "zod";

const Door = z.object({
  schema: z.object({ name: z.string(), migrations: z.instanceof(URL) }).exactOptional(),
});

/** The schema of every domain in the tree, found by looking, so that none can be left out of a law. */
export async function schemasOfTheHouse(): Promise<readonly DomainSchema[]> {
  const doors = readdirSync("domains")
    .map((domain) => resolve(join("domains", domain, "src/index.ts")))
    .filter((file) => existsSync(file));
  const modules = await Promise.all(doors.map((file) => import(pathToFileURL(file).href)));
  return modules.flatMap((module: unknown) => {
    const { schema } = Door.parse(module);
    return schema === undefined ? [] : [schema];
  });
}
