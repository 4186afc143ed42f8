import type { Ctx, Refusal, Result } from "@zhongshu/kernel";
import type { Context } from "hono";
import { refuse } from "../edge/answer.ts";
import { sound } from "../edge/input.ts";
import { entered } from "./enter.ts";
import type { Download, Env, HttpOptions, OutgoingFile } from "./types.ts";

type Opened = Result<OutgoingFile, Refusal>;

/** Sends the file piece by piece, no faster than it is taken; throws when the taker has gone. */
async function send(body: AsyncIterable<string>, to: WritableStream<Uint8Array>): Promise<void> {
  const writer = to.getWriter();
  const encoder = new TextEncoder();
  try {
    for await (const piece of body) await writer.write(encoder.encode(piece));
    await writer.close();
  } catch (problem) {
    await writer.abort(problem).catch(() => undefined);
    throw problem;
  }
}

/** The transaction stays open until the last row is sent, so the answer must begin while it runs. */
function opened(
  to: WritableStream<Uint8Array>,
  asCtx: (work: (ctx: Ctx) => Promise<void>) => Promise<void>,
  open: (ctx: Ctx) => Promise<Opened>,
): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const whole = asCtx(async (ctx) => {
      const file = await open(ctx);
      resolve(file);
      if (file.ok) await send(file.value.body, to);
    });
    // Once the answer has begun, a failure breaks the stream off; before that, it is the answer.
    whole.catch(reject);
  });
}

export const answerDownload =
  (options: HttpOptions, download: Download) =>
  async (c: Context<Env>): Promise<Response> => {
    const request = c.req.raw;
    const params = c.req.param();
    const door = await entered(options, request.headers, c.req.param("shop"), download.permission);
    if (!door.ok) return refuse(request, door.error);
    const query = sound({ ...c.req.query(), ...params, shop: door.value.shop });
    if (!query.ok) return refuse(request, query.error);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const file = await opened(
      writable,
      (work) => options.asTenant(door.value.seal, work),
      (ctx) => download.handle(ctx, query.value),
    );
    if (!file.ok) return refuse(request, file.error);
    return new Response(readable, {
      headers: {
        "content-type": file.value.type,
        "cache-control": "no-store",
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.value.filename)}`,
      },
    });
  };
