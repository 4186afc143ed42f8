import type { Ctx, Instant, Refusal, ShopId, Text } from "@zhongshu/kernel";
import type { ImportKind } from "./kind.ts";

/** A column that a kind of import understands. */
export type ImportField = {
  readonly field: string;
  readonly label: Text;
  readonly required: boolean;
  /** Headings of known exports, the surest first; compared without case, width, spaces or marks. */
  readonly headings: readonly string[];
  /** Headings too common to be told by a part of another: 金额 is the amount, 积分抵扣金额 is not. */
  readonly whole?: readonly string[];
  /** What a heading means only where another stands in the same table: Name beside Lineitem name is an order's number. */
  readonly beside?: readonly [heading: string, other: string];
  /** Headings that are this field as they are written, marks and brackets and all: 佣金(元) is a sum, 佣金 a share. */
  readonly said?: RegExp;
  /** Headings that hold one of these and are something else: 优惠总金额 is no 总金额. */
  readonly unlike?: RegExp;
  /** A whole heading, brackets and marks with it, that is something else, whatever it holds: 佣金(元/单) is no share. */
  readonly never?: RegExp;
  /** Does a value look like one of this field? Raises or lowers the confidence of a match. */
  readonly fits?: (value: string) => boolean;
  /** May be recognised by its values alone, when no heading fits. */
  readonly byValue?: boolean;
  /** No other kind of list has such a column. */
  readonly telling?: boolean;
};

/** What the person chooses besides the columns. */
export type ImportOptions = {
  /** Half of every key: the system that the file comes from. */
  readonly source: string;
  /** For prices without a sign or currency column. */
  readonly currency: string;
  /** Nothing of it is stored: what its rows above would have stored has to be remembered. */
  readonly dryRun?: boolean;
};

/** A row of the file by field; `row` is its line in the file, counted from 1. */
export type ImportRow = {
  readonly row: number;
  readonly raw: string;
  readonly cells: Readonly<Partial<Record<string, string>>>;
};

export type RefusedRow = {
  readonly row: number;
  readonly reason: Text;
  readonly raw: string;
  /** Its place in its document, which it keeps until it is mended; null when it names none. */
  readonly ordinal: number | null;
  /** It tells of nothing that belongs here, such as an order that was never paid: nothing is to be mended. */
  readonly leftOut?: boolean;
};

/** An event as an importer makes it; who it is about is resolved when it is appended. */
export type ImportEvent = {
  readonly messageId: string;
  readonly type: string;
  readonly anonymousId: string | null;
  readonly userId: string | null;
  readonly at: Instant;
  readonly properties: Readonly<Record<string, unknown>>;
  /** How many rows of the file it holds. */
  readonly rows: number;
  /** Which lines of the file these are, rising. */
  readonly lines?: readonly number[];
};

/** What a file says of something that stood already. */
export type Retold = {
  /** What it would have told had nothing stood. */
  readonly event: ImportEvent;
  /** The message that it told in part, because the rest stood already. */
  readonly instead: string | null;
};

/** All in lines of the file but `orders`. Refunds and adjustments are among the accepted, `added` is what was stored. */
export type Tally = {
  readonly accepted: number;
  readonly refunds: number;
  readonly adjustments: number;
  readonly orders: number;
  readonly added: number;
};

export type Settled = {
  readonly events: readonly ImportEvent[];
  readonly refused: readonly RefusedRow[];
  readonly tally: Omit<Tally, "added">;
  /** Left out, nothing is known twice but events whose very message is stored already. */
  readonly retold?: readonly Retold[];
};

/** Rows that were read; `settle` compares them with what is stored and changes nothing. */
export type Pending = {
  settle(ctx: Ctx, shop: ShopId): Promise<Settled>;
  /** They are stored now, or in a trial counted, but for the refused: what comes below is weighed with them. */
  stand?(refused: ReadonlySet<number>): void;
};

/**
 * One pass over one file, in its order. `read` is pure but for counting within the file. It gives way now and then:
 * another batch is just being written. What was stored before the process died is not read again, but `skip` is told of
 * it and of which of its rows were refused, for whatever is counted.
 */
export type ImportPass = {
  read(rows: readonly ImportRow[]): Promise<Pending>;
  skip(rows: readonly ImportRow[], refused: ReadonlySet<number>): void;
};

export type Retelling = {
  readonly shop: ShopId;
  readonly source: string;
  readonly event: ImportEvent;
};

/** A kind of import. `sample` holds the first rows of the file. */
export type Importer = {
  readonly kind: ImportKind;
  readonly fields: readonly ImportField[];
  /** Of the lists of one file it comes last: its rows name what the others describe. */
  readonly last?: boolean;
  /** With these fields, would a second list of one file stand in place of the first: counts of two stores, of no moment? */
  single?(fields: readonly string[]): boolean;
  /** Must these two rows, one below the other, be settled together? */
  joined?(above: ImportRow, below: ImportRow): boolean;
  begin(options: ImportOptions, sample: readonly ImportRow[]): ImportPass;
  /**
   * What has to be told anew of an event, after others that told parts of it were taken back. Left out: all of it,
   * under its own message.
   */
  retell?(ctx: Ctx, asked: Retelling): Promise<Pick<Settled, "events" | "retold">>;
  /** The words in which such an event is kept, where they are not those in which it is told. */
  kept?(told: ImportEvent["properties"]): ImportEvent["properties"];
  /** Why this choice of fields cannot work; null when it can. */
  lacks(fields: readonly string[]): Refusal | null;
};
