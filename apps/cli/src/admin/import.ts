import { createReadStream } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import {
  type AsTenant,
  err,
  newId,
  ok,
  type Refusal,
  type Result,
  type Seal,
  type ShopId,
} from "@zhongshu/kernel";
import { holdsSheets, type Imports } from "@zhongshu/ledger";
import { type ImportRun, toMend } from "@zhongshu/ledger/contract";

/** Where the rows go. */
export type Place = { readonly seal: Seal; readonly shop: ShopId };
export type PlaceNamed = {
  /** Null: the only one there is. */
  readonly org: string | null;
  readonly shop: string | null;
  /** Make what is missing; else the refusal names what exists. */
  readonly create: boolean;
  /** Found an organisation that is not there, with its shop. */
  readonly found: boolean;
  /** Who is to be able to sign in as its administrator. */
  readonly adminPhone: string | null;
};

/** What the command needs of the composed system. */
export type ImportSystem = {
  readonly imports: Pick<
    Imports,
    "left" | "register" | "upload" | "begin" | "perform" | "get" | "refused"
  >;
  /** Of each kind of list that can be imported, its name. */
  readonly importers: readonly { readonly kind: string }[];
  readonly asTenant: AsTenant;
  place(named: PlaceNamed): Promise<Result<Place, Refusal>>;
  /** stdout and stderr. */
  out(text: string): void;
  tell(text: string): void;
};

export const IMPORT_USAGE =
  "import orders|customers|goods|stock|commission|communities|members|auto FILE [--org NAME] [--shop NAME] [--create] [--admin-phone PHONE] [--dry-run] [--currency GBP] [--source NAME] [--json]";

const usage = (detail: string): Refusal => ({
  code: "import.usage",
  status: 400,
  message: { zh: `命令写法不对：${detail}`, en: `The command is not written right: ${detail}` },
  next: { zh: `用法：${IMPORT_USAGE}`, en: `Usage: ${IMPORT_USAGE}` },
});

const OPTIONS = {
  org: { type: "string" },
  shop: { type: "string" },
  create: { type: "boolean", default: false },
  "admin-phone": { type: "string" },
  "dry-run": { type: "boolean", default: false },
  currency: { type: "string", default: "CNY" },
  source: { type: "string", default: "import" },
  json: { type: "boolean", default: false },
} as const;

const parsed = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
type Parsed = ReturnType<typeof parsed>;

/** What it is a list of is found out by its columns, as in the console. */
const ANY = "auto";

function asked(args: readonly string[], kinds: readonly string[]): Result<Parsed, Refusal> {
  try {
    const read = parsed(args);
    const [kind = "", file, ...rest] = read.positionals;
    if (![...kinds, ANY].includes(kind))
      return err(usage(`“${kind}” ≠ ${[...kinds, ANY].join(" | ")}`));
    return file === undefined || rest.length > 0 ? err(usage("FILE")) : ok(read);
  } catch (error) {
    return err(usage(error instanceof Error ? error.message : String(error)));
  }
}

/** `zhongshu import KIND FILE`; the exit code. */
export async function importCommand(
  args: readonly string[],
  system: ImportSystem,
): Promise<number> {
  const runs = await imported(args, system);
  if (!runs.ok) {
    say(system, runs.error);
    return 1;
  }
  const [one, ...others] = runs.value;
  const told = others.length === 0 ? one : runs.value;
  system.out(
    args.includes("--json") ? `${JSON.stringify(told)}\n` : runs.value.map(summary).join("\n"),
  );
  return runs.value.every(({ state }) => state === "done") ? 0 : 1;
}

const say = ({ tell }: ImportSystem, { message, next }: Refusal): void =>
  tell(`${message.zh}${next.zh}\n${message.en} ${next.en}\n`);

async function imported(
  args: readonly string[],
  system: ImportSystem,
): Promise<Result<readonly ImportRun[], Refusal>> {
  const read = asked(
    args,
    system.importers.map(({ kind }) => kind),
  );
  if (!read.ok) return read;
  const { values, positionals } = read.value;
  const place = await system.place({
    org: values.org ?? null,
    shop: values.shop ?? null,
    create: values.create,
    // Named in full, it may be founded; a mistyped shop of a known organisation is asked about.
    found: values.org !== undefined && values.shop !== undefined && !values["dry-run"],
    adminPhone: values["admin-phone"] ?? null,
  });
  if (!place.ok) return place;
  const [kind = ANY, path = ""] = positionals;
  const file = {
    ...{ kind, path: resolve(path), dryRun: values["dry-run"] },
    ...{ currency: values.currency.toUpperCase(), source: values.source },
  };
  const several = await holdsSheets(file.path).catch((error: unknown) => unreadable(path, error));
  if (typeof several !== "boolean") return err(several);
  if (several || /\.zip$/i.test(path)) return importPack(system, place.value, file);
  const run = await importFile(system, place.value, file);
  return run.ok ? ok([run.value]) : run;
}

export type FileAsked = {
  readonly kind: string;
  readonly path: string;
  readonly dryRun: boolean;
  readonly currency: string;
  readonly source: string;
};

/** One file to its end; an import of it that died in the middle goes on where it was. */
export async function importFile(
  system: ImportSystem,
  place: Place,
  asked: FileAsked,
): Promise<Result<ImportRun, Refusal>> {
  const { imports, asTenant, tell } = system;
  const { seal, shop } = place;
  const { path: file, kind: _, ...options } = asked;
  const left = await asTenant(seal, (ctx) => imports.left(ctx, { shop, file, ...options }));
  if (left !== null) tell("接着上次中断的导入 · going on with the import that was interrupted\n");
  const begun = left === null ? await beginFile(system, place, asked) : ok(left);
  if (!begun.ok) return begun;
  return performed(system, place, begun.value);
}

async function performed(
  { imports, asTenant, tell }: ImportSystem,
  { seal, shop }: Place,
  id: string,
): Promise<Result<ImportRun, Refusal>> {
  await imports.perform(seal, id, ({ bytes, bytesRead, rows }) => {
    tell(`\r${Math.floor((100 * bytesRead) / Math.max(bytes, 1))}%  ${rows} 行`);
  });
  tell("\n");
  return asTenant(seal, (ctx) => imports.get(ctx, { shop, id }));
}

/** Every list of an archive, as the console takes it in; what is left aside or refused is told, and the rest goes on. */
async function importPack(
  system: ImportSystem,
  place: Place,
  { kind, path, ...options }: FileAsked,
): Promise<Result<readonly ImportRun[], Refusal>> {
  const { imports, asTenant, tell } = system;
  const { seal, shop } = place;
  const sent = { shop, kind, name: basename(path), body: createReadStream(path) };
  const came = await imports
    .upload(seal, sent)
    .catch((error: unknown) => err(unreadable(path, error)));
  if (!came.ok) return came;
  for (const { name, zh, en } of came.value.left) tell(`${name}: ${zh} ${en}\n`);
  const runs: ImportRun[] = [];
  for (const id of [came.value.id, ...came.value.others]) {
    const run = await asTenant(seal, async (ctx) => {
      const mapped = await imports.get(ctx, { shop, id });
      if (!mapped.ok) return mapped;
      tell(`${mapped.value.name} → ${mapped.value.kind}\n`);
      const { columns } = mapped.value;
      const begun = await imports.begin(ctx, { shop, id, columns, ...options });
      return begun.ok ? mapped : begun;
    });
    const done = run.ok ? await performed(system, place, id) : run;
    if (done.ok) runs.push(done.value);
    else if (came.value.others.length === 0) return done;
    else say(system, done.error);
  }
  return ok(runs);
}

/** Starts a run of the file with the columns as they were recognised; its id. */
async function beginFile(
  { imports, asTenant }: ImportSystem,
  { seal, shop }: Place,
  { path, kind, ...options }: FileAsked,
): Promise<Result<string, Refusal>> {
  const id = newId(seal);
  const registered = await asTenant(seal, (ctx) =>
    imports
      .register(ctx, { id, shop, kind, name: basename(path), path })
      .catch((error: unknown) => err(unreadable(path, error))),
  );
  if (!registered.ok) return registered;
  const { columns } = registered.value;
  const begun = await asTenant(seal, (ctx) =>
    imports.begin(ctx, { shop, id, columns, ...options }),
  );
  return begun.ok ? ok(id) : begun;
}

function unreadable(path: string, error: unknown): Refusal {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!["ENOENT", "EACCES", "EISDIR"].includes(code)) throw error;
  return {
    code: "import.no-file",
    status: 404,
    message: { zh: `读不到文件 ${path}（${code}）。`, en: `Cannot read ${path} (${code}).` },
    next: { zh: "请检查路径和权限。", en: "Check the path and its permissions." },
  };
}

function summary({ kind, name, counts, dryRun, ...run }: ImportRun): string {
  const { problem, refusedSample, state } = run;
  const title = dryRun ? "试导入，什么都没有改 · dry run, nothing changed" : "导入 · import";
  const ofOrders = [
    `  订单 orders ${counts.orders} · 退款行 refunds ${counts.refunds} · 库存调整 adjustments ${counts.adjustments}`,
  ];
  const lines = [
    `${title} ${kind} ${name}: ${state}`,
    `  行 rows ${counts.rows} · 可用 accepted ${counts.accepted} · 新增 added ${counts.added} · 没成交 no purchase ${counts.leftOut} · 未导入 refused ${toMend(counts)}`,
    ...(kind === "orders" ? ofOrders : []),
    ...refusedSample.map(
      ({ row, reason, raw }) => `  第 ${row} 行: ${reason.zh} ${reason.en}  | ${raw.slice(0, 120)}`,
    ),
    ...(problem === null ? [] : [`  ${problem.zh} ${problem.en}`]),
  ];
  return `${lines.join("\n")}\n`;
}
