import type { Applied } from "../migrate/pending.ts";

/** Raised when a program of today could no longer read what this one writes. */
export const FORMAT = 1;

/** Letters of the frames, in the order in which they come: H, then for each table T D* E, then F. */
export const KIND = { header: "H", table: "T", data: "D", end: "E", footer: "F" } as const;

export type Header = {
  readonly product: "zhongshu";
  readonly format: number;
  readonly at: number;
  readonly migrations: readonly Applied[];
};

/** Names are quoted already, as SQL wants them. */
export type TableHead = { readonly table: string; readonly columns: readonly string[] };

export type Counter = { readonly name: string; readonly value: number; readonly called: boolean };

export type Footer = {
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly counters: readonly Counter[];
  /** Over every frame before this one. */
  readonly sha256: string;
};
