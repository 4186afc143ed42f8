import { openPool } from "@zhongshu/postgres";

export type Tally = { readonly lost: number; readonly duplicated: number };

const CHUNK = 5_000;
const COUNT =
  "select message_id as id, count(*) as times from ledger.event where message_id = any($1) group by 1";

/** Looks every acknowledged message up in the ledger: it must be there, and once. */
export async function tally(ownerUrl: string, acked: ReadonlySet<string>): Promise<Tally> {
  const pool = openPool({ url: ownerUrl, max: 1 });
  const ids = [...acked];
  const found = { there: 0, duplicated: 0 };
  try {
    await pool.transaction({}, async (sql) => {
      for (let from = 0; from < ids.length; from += CHUNK) {
        const values = [ids.slice(from, from + CHUNK)];
        const rows = await sql.rows<{ id: string; times: number }>(COUNT, values);
        found.there += rows.length;
        found.duplicated += rows.filter(({ times }) => times > 1).length;
      }
    });
  } finally {
    await pool.end();
  }
  return { lost: ids.length - found.there, duplicated: found.duplicated };
}
