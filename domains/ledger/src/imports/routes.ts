import {
  type Ctx,
  err,
  isUuid,
  ok,
  type Refusal,
  type Result,
  type Route,
  route,
  type Seal,
  shopId,
} from "@zhongshu/kernel";
import { z } from "zod";
import { ColumnMatch, type ImportRun } from "../contract.ts";
import { ANY_KIND, DEFAULT_CURRENCY, DEFAULT_SOURCE } from "./admit.ts";
import { MAX_COLUMNS } from "./bounds.ts";
import type { Imports } from "./imports.ts";
import { refusedHead, refusedLines } from "./refused-csv.ts";

const Shop = z.string().toLowerCase().refine(isUuid).transform(shopId);
const One = z.object({ shop: Shop, id: z.uuid().toLowerCase() });
const Start = One.extend({
  columns: z.array(ColumnMatch.pick({ column: true, field: true })).max(MAX_COLUMNS),
  dryRun: z.boolean().default(false),
  source: z.string().trim().min(1).max(60).default(DEFAULT_SOURCE),
  currency: z.string().trim().toUpperCase().default(DEFAULT_CURRENCY),
});
const Upload = z.object({
  shop: Shop,
  kind: z.string().default(ANY_KIND),
  name: z.string().default("import.csv"),
});

/** POST of a raw body of any size: not JSON, so no `Route`. `query` holds the path's parameters as well. */
export type UploadRoute = {
  readonly method: "POST";
  readonly path: string;
  readonly permission: string;
  readonly maxBytes: number;
  handle(
    seal: Seal,
    query: unknown,
    body: AsyncIterable<Uint8Array>,
  ): Promise<Result<unknown, Refusal>>;
};

/** GET of a file. */
export type DownloadRoute = {
  readonly method: "GET";
  readonly path: string;
  readonly permission: string;
  handle(ctx: Ctx, params: unknown): Promise<Result<Download, Refusal>>;
};
export type Download = {
  readonly filename: string;
  readonly type: string;
  /** Reads through `ctx`: must be drained before the transaction ends. */
  readonly body: AsyncIterable<string>;
};

const MAX_UPLOAD = 2 * 1024 ** 3;

const misfit = (error: z.ZodError): Refusal => ({
  code: "request.malformed",
  status: 400,
  message: { zh: "请求的地址或参数不对。", en: `The request does not fit: ${error.message}` },
  next: { zh: "请返回重试。", en: "Correct it and send it again." },
});

export const upload = (imports: Imports): UploadRoute => ({
  method: "POST",
  path: "/shops/:shop/imports",
  permission: "imports.run",
  maxBytes: MAX_UPLOAD,
  async handle(seal, query, body) {
    const parsed = Upload.safeParse(query);
    return parsed.success
      ? imports.upload(seal, { ...parsed.data, body })
      : err(misfit(parsed.error));
  },
});

/** The rows to be mended, and those that tell of no purchase, each as a file. */
export const refusedDownloads = (imports: Imports): readonly DownloadRoute[] => [
  refusedDownload(imports, { filename: "refused.csv", leftOut: false }),
  refusedDownload(imports, { filename: "left-out.csv", leftOut: true }),
];

type RefusedFile = { readonly filename: string; readonly leftOut: boolean };

const refusedDownload = (imports: Imports, { filename, leftOut }: RefusedFile): DownloadRoute => ({
  method: "GET",
  path: `/shops/:shop/imports/:id/${filename}`,
  permission: "imports.read",
  async handle(ctx, params) {
    const parsed = One.safeParse(params);
    if (!parsed.success) return err(misfit(parsed.error));
    const run = await imports.get(ctx, parsed.data);
    if (!run.ok) return run;
    const body = refusedText(imports, ctx, { run: run.value, leftOut });
    return ok({ filename, type: "text/csv; charset=utf-8", body });
  },
});

async function* refusedText(
  imports: Imports,
  ctx: Ctx,
  { run, leftOut }: { readonly run: ImportRun; readonly leftOut: boolean },
): AsyncGenerator<string> {
  const header = run.columns.map(({ column }) => column);
  yield refusedHead(header);
  for await (const rows of imports.refused(ctx, run.id, leftOut)) yield refusedLines(header, rows);
}

const START = "Begin an import with these columns, or only say what it would change";

export const importRoutes = (imports: Imports): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/imports",
    permission: "imports.read",
    summary: "Imports of a shop, newest first",
    input: z.object({ shop: Shop }),
    handle: async (ctx, { shop }) => {
      const runs = await imports.list(ctx, shop);
      return runs.ok ? ok({ imports: runs.value }) : runs;
    },
  }),
  route({
    method: "GET",
    path: "/shops/:shop/imports/:id",
    permission: "imports.read",
    summary: "One import with its progress",
    input: One,
    handle: (ctx, input) => imports.get(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/imports/:id/start",
    permission: "imports.run",
    summary: START,
    input: Start,
    handle: (ctx, input) => imports.start(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/imports/:id/kind",
    permission: "imports.run",
    summary: "Read the columns of an import that has not begun as another kind of list",
    input: One.extend({ kind: z.string() }),
    handle: (ctx, input) => imports.takeAs(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/imports/:id/cancel",
    permission: "imports.run",
    summary: "Cancel an import; stored rows stay",
    input: One,
    handle: (ctx, input) => imports.cancel(ctx, input),
  }),
  ...steeringRoutes(imports),
];

/** Before an import begins, and after it ended. */
const steeringRoutes = (imports: Imports): readonly Route[] => [
  route({
    method: "POST",
    path: "/shops/:shop/imports/:id/guess",
    permission: "imports.run",
    summary: "Forget how such files were imported last; columns as we guess them",
    input: One,
    handle: (ctx, input) => imports.guessAnew(ctx, input),
  }),
  route({
    method: "GET",
    path: "/shops/:shop/imports/:id/undo",
    permission: "imports.run",
    summary: "What undoing an import would take away; changes nothing",
    input: One,
    handle: (ctx, input) => imports.undoable(ctx, input),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/imports/:id/undo",
    permission: "imports.run",
    summary: "Take back everything that an import stored",
    input: One,
    handle: (ctx, input) => imports.undo(ctx, input),
  }),
];
