export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030";

type Marked = { readonly encoding: Encoding; readonly marks: readonly number[] };
const MARKS: readonly Marked[] = [
  { encoding: "utf-8", marks: [0xef, 0xbb, 0xbf] },
  { encoding: "utf-16le", marks: [0xff, 0xfe] },
  { encoding: "utf-16be", marks: [0xfe, 0xff] },
];

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80);

/**
 * How these first bytes are written: by mark, by the zeros of UTF-16, as strict UTF-8, or as GB18030
 * when it reads like Chinese. "ascii" leaves it open; null is none of these.
 */
export function detectEncoding(bytes: Uint8Array): Encoding | "ascii" | null {
  const marked = MARKS.find(({ marks }) => marks.every((mark, i) => bytes[i] === mark));
  if (marked !== undefined) return marked.encoding;
  const wide = withoutMark(bytes);
  if (wide !== null) return wide;
  if (bytes.includes(0)) return null;
  if (isAscii(bytes)) return "ascii";
  if (decodes(bytes, "utf-8")) return "utf-8";
  return decodes(bytes, "gb18030") && readsLikeChinese(bytes) ? "gb18030" : null;
}

/** UTF-16 text with a Latin header has a zero in nearly every second byte. */
function withoutMark(bytes: Uint8Array): Encoding | null {
  const head = bytes.subarray(0, 256);
  if (head.length < 4) return null;
  const half = head.length / 2;
  const zeros = (offset: 0 | 1): number =>
    head.reduce((n, byte, i) => (byte === 0 && i % 2 === offset ? n + 1 : n), 0) / half;
  if (zeros(1) > 0.4 && zeros(0) < 0.05) return "utf-16le";
  return zeros(0) > 0.4 && zeros(1) < 0.05 ? "utf-16be" : null;
}

function decodes(bytes: Uint8Array, encoding: Encoding): boolean {
  try {
    // `stream` forgives a character that the sample cuts in two.
    new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

// GB18030 accepts nearly any bytes; real Chinese text stays within the 3,755 common characters
// (lead bytes B0–D7) and the signs before them (A1–A9), both with trail bytes from A1 on.
const COMMON_SHARE = 0.85;

// Letters beyond the two-byte tables, such as the yen sign and whatever people put into their nicknames, take four bytes,
// the second and fourth a digit. No other encoding writes so by chance; they speak for none of the common letters.
const isDigit = (byte = 0): boolean => byte >= 0x30 && byte <= 0x39;

function readsLikeChinese(bytes: Uint8Array): boolean {
  let [letters, common, wide] = [0, 0, 0];
  for (let i = 0; i + 1 < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[i + 1];
    if (isDigit(trail)) {
      wide += 1;
      i += 3;
      continue;
    }
    letters += 1;
    const known = (lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa9);
    if (known && (trail ?? 0) >= 0xa1) common += 1;
    i += 1;
  }
  return letters === 0 ? wide > 0 : common / letters >= COMMON_SHARE;
}

/** The bytes are in none of the encodings that we read. */
export class UnknownEncoding extends Error {}

/**
 * Decodes a stream. While it is plain ASCII nothing needs deciding; the first other bytes decide. What
 * then does not decode becomes U+FFFD, so that one broken row costs one row.
 */
export async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  for await (const chunk of chunks) {
    if (decoder === null) {
      const encoding = detectEncoding(chunk);
      if (encoding === null) throw new UnknownEncoding("neither UTF-8, UTF-16 nor GB18030");
      if (encoding !== "ascii") decoder = new TextDecoder(encoding);
    }
    // ASCII is a whole number of characters in every encoding left to decide.
    yield decoder === null
      ? Buffer.from(chunk).toString("latin1")
      : decoder.decode(chunk, { stream: true });
  }
  if (decoder !== null) yield decoder.decode();
}
