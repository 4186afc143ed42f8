export type SqlValue = string | number | boolean | null | Uint8Array | readonly SqlValue[];

/**
 * A transaction that is already open and already the tenant's: no other handle is in scope, so none
 * can be used by mistake. Row types are the caller's word for the columns it names. timestamptz arrives
 * as `Instant`, date as `BusinessDay`, int8 as number (it throws past 2^53).
 */
export interface Sql {
  rows<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Exactly one row, else it throws. */
  one<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row>;
  /** The only row, or null. Throws when there are several. */
  maybe<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row | null>;
  /** How many rows were changed. */
  run(text: string, values?: readonly SqlValue[]): Promise<number>;
  /** Reads a large result through a cursor, `batch` rows at a time. */
  stream<Row extends object>(
    text: string,
    values: readonly SqlValue[],
    batch: number,
  ): AsyncIterable<readonly Row[]>;
}
