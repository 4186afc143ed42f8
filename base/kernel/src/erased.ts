import type { Ctx } from "./ctx.ts";
import type { ProfileId, ShopId } from "./id.ts";

/** Where somebody is named in the log, looked for before anybody had to wait for it. */
export type Mentions = {
  readonly names: readonly string[];
  /** The first transaction of which something may not have been seen. */
  readonly since: string;
  /** Numbers of events. */
  readonly events: readonly number[];
};

/** One person who is to be known no more, in the words in which rooms hold people. */
export type Erased = {
  readonly shop: ShopId;
  /** Everybody they were: who stands for them, and each id of theirs by itself. */
  readonly ids: readonly ProfileId[];
  /** Who stands in their place where a row has to stay: a new id that leads nowhere. */
  readonly nobody: ProfileId;
  /** What names them wherever it stands: the shop's ids and those of channels. Long enough to be looked for in a text. */
  readonly names: readonly string[];
  /** Null where nobody looked before. */
  readonly mentions: Mentions | null;
  /** Does the text speak of them, by an id, a number, or a name that stands alone? */
  holds(text: string): boolean;
  /** The name of a message, without them in it; the same for the same message. */
  renamed(messageId: string): string;
};

/** How many rows were deleted, kept without the person, or whatever a room counts. */
export type Forgotten = Readonly<Record<string, number>>;

/** A table of a room that holds something of a person, and by which condition on ids in $1. */
export type HeldTable = readonly [name: string, where: string];
type Row = Readonly<Record<string, unknown>>;
/** Table → rows, as they stand. */
export type HeldRows = Readonly<Record<string, readonly Row[]>>;

/** Reads what a room holds of the person with these ids. */
export const heldIn =
  (room: string, tables: readonly HeldTable[]) =>
  async ({ sql }: Ctx, ids: readonly ProfileId[]): Promise<HeldRows> => {
    const held: Record<string, readonly Row[]> = {};
    for (const [name, where] of tables) {
      const rows = await sql.rows<{ readonly row: Row }>(
        `select to_jsonb(t) - 'tenant' as row from ${room}."${name}" t where ${where}`,
        [ids],
      );
      if (rows.length > 0) held[name] = rows.map(({ row }) => row);
    }
    return held;
  };

/** What a room answers for when a person is erased. */
export type Forgetting = {
  readonly room: string;
  /** Every table of the room: does it hold anything of a person? A table that nobody names here fails a test. */
  readonly tables: Readonly<Record<string, "persons" | "nobody">>;
  /** All that the room holds of the person with these ids, for whoever asks what is known of them. */
  holds(ctx: Ctx, ids: readonly ProfileId[]): Promise<HeldRows>;
  /** Part of the transaction that erases, in which nobody is named or absorbed. */
  forget(ctx: Ctx, erased: Erased): Promise<Forgotten>;
};
