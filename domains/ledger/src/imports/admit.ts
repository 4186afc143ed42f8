import { type Ctx, err, newId, type Seal, type ShopId } from "@zhongshu/kernel";
import { matchColumns } from "./columns.ts";
import { readHead, sizeOf, Unreadable } from "./file.ts";
import type { Importer } from "./importer.ts";
import { problems } from "./problems.ts";
import { get } from "./read.ts";
import { asBefore, forget, type Remembered, recall } from "./remembered.ts";
import { type Answer, type InShop, type Room, refusal } from "./room.ts";
import { findRun, guess, insertRun } from "./store.ts";

type Sent = { readonly shop: ShopId; readonly kind: string; readonly name: string };
export type Upload = Sent & { readonly body: AsyncIterable<Uint8Array> };
export type LocalFile = Sent & { readonly id: string; readonly path: string };

/** The half of an order's key that the file does not tell; one name, so that exports of one mall meet. */
export const DEFAULT_SOURCE = "import";
export const DEFAULT_CURRENCY = "CNY";

/** Keeps an uploaded file and says what we take its columns for. */
export async function upload(room: Room, seal: Seal, { body, ...sent }: Upload): Answer {
  const denied = refusal(seal, "imports.run", sent.shop);
  if (denied !== null) return err(denied);
  const id = newId(seal);
  const path = await room.folder.keep(seal.tenant, id, body);
  const file = { ...sent, id, path };
  try {
    const answer = await room.deps.asTenant(seal, (ctx) => register(room, ctx, file));
    if (!answer.ok) await room.folder.remove(path);
    return answer;
  } catch (error) {
    await room.folder.remove(path);
    throw error;
  }
}

/** The same for a file that stays where it is. */
export async function register(room: Room, ctx: Ctx, file: LocalFile): Answer {
  const denied = refusal(ctx, "imports.run", file.shop);
  if (denied !== null) return err(denied);
  const importer = room.importers.get(file.kind);
  if (importer === undefined) return err(problems.kind);
  try {
    return await mapped(room, ctx, { ...file, importer });
  } catch (error) {
    if (error instanceof Unreadable) return err(error.problem);
    throw error;
  }
}

const DEFAULTS = { source: DEFAULT_SOURCE, currency: DEFAULT_CURRENCY, rememberedAt: null };
const choiceOf = ({ source, currency }: Remembered) => ({ source, currency });

type Known = LocalFile & { readonly importer: Importer };

async function mapped(room: Room, ctx: Ctx, file: Known): Answer {
  const { id, shop, kind, path, importer } = file;
  const head = await readHead(path);
  const sample = head.sample.flatMap((row) => ("fields" in row ? [row.fields] : []));
  const guessed = matchColumns(head.header, sample, importer.fields);
  const before = await recall(ctx, { shop, kind }, head.header);
  const again = before && asBefore({ columns: guessed, rows: sample }, before, importer);
  const columns = again ?? guessed;
  const chosen = columns.flatMap(({ field }) => field ?? []);
  // Hardly a column of ours: it is some other table, so say so before anybody maps it by hand.
  if (chosen.length < 2) return err(importer.lacks(chosen) ?? problems.noHeader);
  await insertRun(ctx, {
    ...{ id, shop, kind, columns, file: path, name: printable(file.name) },
    ...(again && before ? { ...choiceOf(before), rememberedAt: before.usedAt } : DEFAULTS),
    bytes: await sizeOf(path),
  });
  return get(room, ctx, { shop, id });
}

// Control characters in a file's name could hide it in a list.
const printable = (name: string): string =>
  name.replace(/\p{C}/gu, "").slice(0, 200) || "orders.csv";

/** Our own guess instead of what was chosen last, which is forgotten; only before the run begins. */
export async function guessAnew(room: Room, ctx: Ctx, { shop, id }: InShop): Answer {
  const denied = refusal(ctx, "imports.run", shop);
  if (denied !== null) return err(denied);
  const run = await findRun(ctx, shop, id);
  const importer = run === null ? undefined : room.importers.get(run.kind);
  if (run === null || importer === undefined) return err(problems.unknown);
  if (run.state !== "mapped") return err(problems.busy);
  const head = await readHead(run.file);
  const sample = head.sample.flatMap((row) => ("fields" in row ? [row.fields] : []));
  await forget(ctx, run, head.header);
  const columns = matchColumns(head.header, sample, importer.fields);
  await guess(ctx, id, { ...DEFAULTS, columns });
  return get(room, ctx, { shop, id });
}
