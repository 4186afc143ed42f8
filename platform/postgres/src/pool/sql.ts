import type { Sql, SqlValue } from "@zhongshu/kernel";
import type { ClientBase } from "pg";

/** The `Sql` port over one client whose transaction is open as long as `open()` says so. */
export function sqlOf(client: ClientBase, open: () => boolean = () => true): Sql {
  let cursors = 0;
  const ask = async <Row extends object>(text: string, values: readonly SqlValue[] = []) => {
    if (!open()) throw new Error(`The transaction is over; this came too late: ${text}`);
    const answer = await client.query({ text, values: [...values] });
    const rows: readonly Row[] = answer.rows;
    return { rows, count: answer.rowCount ?? 0 };
  };
  const few = async <Row extends object>(text: string, values: readonly SqlValue[] = []) => {
    const { rows } = await ask<Row>(text, values);
    if (rows.length > 1) throw new Error(`${rows.length} rows where one was expected: ${text}`);
    return rows[0] ?? null;
  };
  return {
    rows: async (text, values) => (await ask<never>(text, values)).rows,
    maybe: few,
    async one<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row> {
      const row = await few<Row>(text, values);
      if (row === null) throw new Error(`No row where one was expected: ${text}`);
      return row;
    },
    run: async (text, values) => (await ask(text, values)).count,
    async *stream<Row extends object>(text: string, values: readonly SqlValue[], batch: number) {
      cursors += 1;
      const cursor = `reading_${cursors}`;
      await ask(`declare ${cursor} no scroll cursor for ${text}`, values);
      let broken = false;
      try {
        for (;;) {
          const { rows } = await ask<Row>(`fetch forward ${batch} from ${cursor}`);
          if (rows.length > 0) yield rows;
          if (rows.length < batch) return;
        }
      } catch (error) {
        broken = true;
        throw error;
      } finally {
        if (!broken && open()) await ask(`close ${cursor}`);
      }
    },
  };
}
