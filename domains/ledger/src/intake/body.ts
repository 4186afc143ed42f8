import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { err, ok, type Refusal, type Result } from "@zhongshu/kernel";
import { MAX_BODY, MAX_EVENT } from "./hygiene.ts";

const unzip = promisify(gunzip);

/** Inflated if need be, and never beyond the limit: a small bomb is refused at the limit too. */
export async function plainBody(
  body: Uint8Array,
  told: string | undefined,
): Promise<Result<Uint8Array, Refusal>> {
  if (body.length > MAX_BODY) return err(TOO_LARGE);
  // Names of encodings know no case (RFC 9110, 8.4.1).
  const encoding = (told ?? "").trim().toLowerCase();
  if (encoding === "" || encoding === "identity") return ok(body);
  if (encoding !== "gzip" && encoding !== "x-gzip") return err(UNKNOWN_ENCODING);
  try {
    return ok(await unzip(body, { maxOutputLength: MAX_BODY }));
  } catch (error) {
    const large =
      error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return err(large ? TOO_LARGE : BROKEN_GZIP);
  }
}

/** JSON in UTF-8, strictly. */
export function parseJson(body: Uint8Array): Result<unknown, Refusal> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    const value: unknown = JSON.parse(text);
    return ok(value);
  } catch (error) {
    return err(notJson(error instanceof Error ? error.message : ""));
  }
}

export const TOO_LARGE: Refusal = {
  code: "body.too-large",
  status: 413,
  message: {
    zh: `请求体超过上限：单个事件 ${MAX_EVENT} 字节，一批 ${MAX_BODY} 字节（解压后）。`,
    en: `The body is over the limit: ${MAX_EVENT} bytes for one event, ${MAX_BODY} for a batch (unzipped).`,
  },
  next: { zh: "请拆成更小的批次再发。", en: "Split it into smaller batches and send those." },
};
export const TOO_MANY: Refusal = {
  ...TOO_LARGE,
  code: "body.too-many",
  message: { zh: "一批最多 2500 个事件。", en: "A batch may hold 2,500 events." },
};
const UNKNOWN_ENCODING: Refusal = {
  code: "body.encoding",
  status: 415,
  message: { zh: "不支持这种压缩方式。", en: "This content-encoding is not supported." },
  next: { zh: "请用 gzip 或不压缩。", en: "Send gzip, or plain JSON." },
};
const BROKEN_GZIP: Refusal = {
  code: "body.gzip",
  status: 400,
  message: { zh: "gzip 内容损坏，解不开。", en: "The gzip content is broken." },
  next: { zh: "请重新压缩后再发。", en: "Compress it again and send it once more." },
};
const notJson = (detail: string): Refusal => ({
  code: "body.json",
  status: 400,
  message: {
    zh: "请求体不是 UTF-8 编码的 JSON。",
    en: `The body is not JSON in UTF-8. ${detail.slice(0, 200)}`,
  },
  next: {
    zh: "请检查内容是否完整、编码是否为 UTF-8。",
    en: "Check that it is complete and encoded as UTF-8.",
  },
});
