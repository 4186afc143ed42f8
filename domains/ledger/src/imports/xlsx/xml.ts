import { SaxesParser } from "saxes";
import { NotLines } from "../bounds.ts";
import { Torn } from "./archive.ts";

export type Attributes = Readonly<Record<string, string | undefined>>;
/** What a reader of XML is told, in order; names come without their prefix. */
export type Visitor = {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
};

/** So many bytes between two signs of a document hold no text that anybody wrote. */
const MOST_AT_ONCE = 4 * 1024 ** 2;

const bare = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Tells the visitor of a document; yields after each piece, so that what was gathered can be handed on. */
export async function* walk(
  bytes: AsyncIterable<Uint8Array>,
  visitor: Visitor,
): AsyncGenerator<number> {
  const parser = new SaxesParser();
  let since = 0;
  parser.on("opentag", ({ name, attributes }) => {
    since = 0;
    visitor.open?.(bare(name), attributes);
  });
  parser.on("text", (text) => visitor.text?.(text));
  parser.on("cdata", (text) => visitor.text?.(text));
  parser.on("closetag", ({ name }) => {
    since = 0;
    visitor.close?.(bare(name));
  });
  parser.on("error", (error) => {
    throw new Torn(error.message, { cause: error });
  });
  const decoder = new TextDecoder();
  for await (const chunk of bytes) {
    parser.write(decoder.decode(chunk, { stream: true }));
    since += chunk.length;
    if (since > MOST_AT_ONCE) throw new NotLines("a text without end");
    yield chunk.length;
  }
  parser.close();
}

/** The same for a document that is read to its end before anything is made of it. */
export async function told(bytes: AsyncIterable<Uint8Array>, visitor: Visitor): Promise<void> {
  for await (const _ of walk(bytes, visitor));
}
