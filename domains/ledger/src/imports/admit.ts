import {
  type Ctx,
  err,
  newId,
  ok,
  type Refusal,
  type Result,
  type Seal,
  type ShopId,
  type Text,
} from "@zhongshu/kernel";
import type { Admitted, ImportRun } from "../contract.ts";
import { NOBODY_ERASED, without } from "../forget/erasures.ts";
import { readHead, sizeOf, Unreadable } from "./file.ts";
import { chosenOf, recognised, type Table, type Taken, taken } from "./kinds.ts";
import type { Left, Prepared, Sent } from "./pack.ts";
import { prepared } from "./prepare.ts";
import { problems } from "./problems.ts";
import { get } from "./read.ts";
import { asBefore, forget, recall } from "./remembered.ts";
import { type Answer, type InShop, type Room, refusal } from "./room.ts";
import { holdRun, insertRun, type Mapping, remap } from "./store.ts";

/** `kind`: what it is a list of, or "auto" to find out by its columns. */
type Wish = { readonly shop: ShopId; readonly kind: string };
export type Upload = Wish & { readonly name: string; readonly body: AsyncIterable<Uint8Array> };
/** `beside`: the kinds of the lists that came in one file with it. */
export type LocalFile = Wish & Sent & { readonly beside?: ReadonlySet<string> };

/** The half of an order's key that the file does not tell; one name, so that exports of one mall meet. */
export const DEFAULT_SOURCE = "import";
export const DEFAULT_CURRENCY = "CNY";
export const ANY_KIND = "auto";

type Admission = Promise<Result<Admitted, Refusal>>;

/** Keeps what was uploaded and says what we take it for, and its columns; each table of an archive is a run of its own. */
export async function upload(room: Room, seal: Seal, { body, ...sent }: Upload): Admission {
  const denied = refusal(seal, "imports.run", sent.shop);
  if (denied !== null) return err(denied);
  const id = newId(seal);
  const path = await room.folder.keep(seal.tenant, id, body);
  let found: Prepared = { files: [{ id, path, name: sent.name }], left: [] };
  try {
    found = await prepared({ folder: room.folder, seal }, { id, path, name: sent.name });
    const answer = await room.deps.asTenant(seal, (ctx) => admitted(room, ctx, { sent, found }));
    if (!answer.ok) await removed(room, found);
    return answer;
  } catch (error) {
    await room.folder.remove(path);
    await removed(room, found);
    if (error instanceof Unreadable) return err(error.problem);
    throw error;
  }
}

/** Of a second list what to do matters more than that it was not read. */
const why = ({ code, message, next }: Refusal): Text =>
  code === problems.second.code
    ? { zh: message.zh + next.zh, en: `${message.en} ${next.en}` }
    : message;

async function removed({ folder }: Room, { files }: Prepared): Promise<void> {
  for (const { path } of files) await folder.remove(path);
}

type Admitting = { readonly sent: Wish; readonly found: Prepared };

async function admitted(room: Room, ctx: Ctx, { sent, found }: Admitting): Admission {
  const runs: ImportRun[] = [];
  const left: Left[] = [...found.left];
  let refused: Refusal = problems.emptyPack;
  for (const file of found.files) {
    const beside = new Set(runs.map(({ kind }) => kind));
    const answer = await register(room, ctx, { ...sent, ...file, beside });
    if (answer.ok) runs.push(answer.value);
    else {
      refused = answer.error;
      left.push({ name: file.name, why: why(refused) });
      if (found.files.length > 1) await room.folder.remove(file.path);
    }
  }
  const late = ({ kind }: ImportRun): number => Number(room.importers.get(kind)?.last === true);
  const [first, ...others] = runs.toSorted((a, b) => late(a) - late(b));
  if (first === undefined) return err(refused);
  return ok({
    ...first,
    others: others.map(({ id }) => id),
    left: left.map(({ name, why }) => ({ name, ...why })),
  });
}

/** What a file on this machine is taken for; it stays where it is. */
export async function register(room: Room, ctx: Ctx, file: LocalFile): Answer {
  const denied = refusal(ctx, "imports.run", file.shop);
  if (denied !== null) return err(denied);
  if (file.kind !== ANY_KIND && !room.importers.has(file.kind)) return err(problems.kind);
  try {
    return await mapped(room, ctx, file);
  } catch (error) {
    if (error instanceof Unreadable) return err(error.problem);
    throw error;
  }
}

const DEFAULTS = { source: DEFAULT_SOURCE, currency: DEFAULT_CURRENCY, rememberedAt: null };

/** What a cell is begins to show in its first letters; a page shows no more of it. */
const TELLING = 1_000;

/** Nobody who was erased is shown among the values that a column is recognised by. */
async function tableOf(
  { deps: { erased = NOBODY_ERASED } }: Room,
  { sql }: Ctx,
  { shop, path }: { readonly shop: ShopId; readonly path: string },
): Promise<Table> {
  const { header, sample } = await readHead(path);
  const all = sample.flatMap((row) =>
    "fields" in row ? [row.fields.map((cell) => cell.slice(0, TELLING))] : [],
  );
  const textOf = (fields: readonly string[]): string => fields.join("\n");
  return { header, sample: await without(sql, erased, { shop, all, textOf }) };
}

function takenFor({ importers }: Room, kind: string, table: Table): Taken | null {
  const importer = importers.get(kind);
  return importer === undefined
    ? recognised([...importers.values()], table)
    : taken(importer, table);
}

type Finding = { readonly shop: ShopId; readonly table: Table; readonly found: Taken };

/** The columns as such a file was imported last, else as we guess them. */
async function mappingOf(ctx: Ctx, { shop, table, found }: Finding): Promise<Mapping> {
  const { importer, columns } = found;
  const { kind } = importer;
  const before = await recall(ctx, { shop, kind }, table.header);
  const again = before && asBefore({ columns, rows: table.sample }, before, importer);
  if (before === null || again === null) return { kind, columns, ...DEFAULTS };
  const { source, currency, usedAt: rememberedAt } = before;
  return { kind, columns: again, source, currency, rememberedAt };
}

async function mapped(room: Room, ctx: Ctx, file: LocalFile): Answer {
  const { id, shop, path } = file;
  const table = await tableOf(room, ctx, { shop, path });
  const found = takenFor(room, file.kind, table);
  if (found === null) return err(problems.kind);
  const mapping = await mappingOf(ctx, { shop, table, found });
  const chosen = chosenOf(mapping);
  const { kind } = found.importer;
  if (file.beside?.has(kind) === true && found.importer.single?.(chosen) === true)
    return err(problems.second);
  // Hardly a column of ours: it is some other table, so say so before anybody maps it by hand.
  if (chosen.length < 2) return err(found.importer.lacks(chosen) ?? problems.noHeader);
  await insertRun(ctx, {
    ...{ id, shop, ...mapping, file: path, name: printable(file.name) },
    bytes: await sizeOf(path),
  });
  return get(room, ctx, { shop, id });
}

type Retaking = InShop & { readonly kind: string };

/** The person knows better what the file is a list of: its columns are matched anew. Nothing of it was imported yet. */
export async function takeAs(room: Room, ctx: Ctx, { shop, id, kind }: Retaking): Answer {
  const denied = refusal(ctx, "imports.run", shop);
  if (denied !== null) return err(denied);
  const run = await holdRun(ctx, shop, id);
  if (run === null) return err(problems.unknown);
  const importer = room.importers.get(kind);
  if (importer === undefined) return err(problems.kind);
  if (run.state !== "mapped") return err(problems.busy);
  try {
    const table = await tableOf(room, ctx, { shop, path: run.file });
    const found = taken(importer, table);
    await remap(ctx, id, await mappingOf(ctx, { shop, table, found }));
  } catch (error) {
    if (error instanceof Unreadable) return err(error.problem);
    throw error;
  }
  return get(room, ctx, { shop, id });
}

// Control characters in a file's name could hide it in a list.
const printable = (name: string): string =>
  name.replace(/\p{C}/gu, "").slice(0, 200) || "import.csv";

/** Our own guess instead of what was chosen last, which is forgotten; only before the run begins. */
export async function guessAnew(room: Room, ctx: Ctx, { shop, id }: InShop): Answer {
  const denied = refusal(ctx, "imports.run", shop);
  if (denied !== null) return err(denied);
  const run = await holdRun(ctx, shop, id);
  const importer = run === null ? undefined : room.importers.get(run.kind);
  if (run === null || importer === undefined) return err(problems.unknown);
  if (run.state !== "mapped") return err(problems.busy);
  const table = await tableOf(room, ctx, { shop, path: run.file });
  await forget(ctx, run, table.header);
  const { columns } = taken(importer, table);
  await remap(ctx, id, { kind: importer.kind, columns, ...DEFAULTS });
  return get(room, ctx, { shop, id });
}
