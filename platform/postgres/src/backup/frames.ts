/** A backup is a row of frames: one letter, the length of the body in four bytes, the body. */
export type Frame = { readonly kind: string; readonly body: Buffer };

const HEAD = 5;
/** No frame we write is longer; a longer one is damage. */
const LONGEST = 64 * 2 ** 20;

export function frame(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write(kind, 0, 1, "latin1");
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Reads frames back; throws when the stream ends within one. */
export async function* framesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    while (rest.length - at >= HEAD) {
      const length = rest.readUInt32BE(at + 1);
      if (length > LONGEST) throw new Error(`A frame of ${length} bytes`);
      if (rest.length - at < HEAD + length) break;
      const body = rest.subarray(at + HEAD, at + HEAD + length);
      yield { kind: rest.toString("latin1", at, at + 1), body };
      at += HEAD + length;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw new Error("The file ends within a frame");
}
