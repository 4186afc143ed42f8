import { tablesOf } from "./backup/catalogue.ts";
import { withClient } from "./client.ts";

/**
 * Removes every row of a tenant, of every table that has a `tenant`, children before parents, in one transaction. How
 * many rows went. A tenant in which somebody still works is removed again until nothing comes any more.
 */
export const removeTenant = (ownerUrl: string, tenant: string): Promise<number> =>
  withClient(ownerUrl, async (client) => {
    const tables = (await tablesOf(client)).filter(({ columns }) => columns.includes("tenant"));
    await client.query("begin");
    // The owner of the tables stands under their policies too.
    await client.query("select set_config('app.tenant', $1, true)", [tenant]);
    let removed = 0;
    for (const { table } of tables.toReversed()) {
      const { rowCount } = await client.query(`delete from ${table} where tenant = $1`, [tenant]);
      removed += rowCount ?? 0;
    }
    await client.query("commit");
    return removed;
  });
