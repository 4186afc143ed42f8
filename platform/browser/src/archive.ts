const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let code = n;
  for (let bit = 0; bit < 8; bit += 1) code = code & 1 ? 0xedb88320 ^ (code >>> 1) : code >>> 1;
  return code;
});
function crc32(bytes: Uint8Array): number {
  let code = 0xffffffff;
  for (const byte of bytes) code = (TABLE[(code ^ byte) & 0xff] ?? 0) ^ (code >>> 8);
  return (code ^ 0xffffffff) >>> 0;
}

/** Little-endian numbers of so many bytes each. */
function numbers(...told: readonly (readonly [value: number, bytes: 2 | 4])[]): Uint8Array {
  const length = told.reduce((sum, [, bytes]) => sum + bytes, 0);
  const view = new DataView(new ArrayBuffer(length));
  let at = 0;
  for (const [value, bytes] of told) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}
const sizeOf = (parts: readonly Uint8Array[]): number =>
  parts.reduce((sum, { length }) => sum + length, 0);

/** Files by their names; a text is told in UTF-8. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

function partsOf(files: Files): readonly Uint8Array[] {
  const text = new TextEncoder();
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  for (const [name, content] of files) {
    const title = text.encode(name);
    const body = typeof content === "string" ? text.encode(content) : content;
    const common = numbers(
      ...([
        [20, 2],
        [0x0800, 2],
        [0, 2],
        [0, 2],
        [0x21, 2],
        [crc32(body), 4],
      ] as const),
      ...([
        [body.length, 4],
        [body.length, 4],
        [title.length, 2],
        [0, 2],
      ] as const),
    );
    const place = numbers([0, 2], [0, 2], [0, 2], [0, 4], [sizeOf(local), 4]);
    central.push(numbers([0x02014b50, 4], [20, 2]), common, place, title);
    local.push(numbers([0x04034b50, 4]), common, title, body);
  }
  const end = numbers(
    ...([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [files.size, 2],
      [files.size, 2],
    ] as const),
    ...([
      [sizeOf(central), 4],
      [sizeOf(local), 4],
      [0, 2],
    ] as const),
  );
  return [...local, ...central, end];
}

/** Files as they are in an archive, none of them packed: what is given here is small. The date is the format's first day. */
export function archive(files: Files): Uint8Array<ArrayBuffer> {
  const parts = partsOf(files);
  const whole = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
