import { asTenant, openPool } from "@zhongshu/postgres";
import { composed, seal } from "./world.ts";

/** A process that goes on with one import, tells of each batch, and is made to be killed. */
const [url = "", folder = "", id = ""] = process.argv.slice(2);
const pool = openPool({ url, max: 3 });
const { imports } = composed(asTenant(pool), folder, (error) => process.send?.(String(error)));
await imports().perform(seal, id, ({ rows }) => process.send?.(rows));
await pool.end();
process.disconnect();
