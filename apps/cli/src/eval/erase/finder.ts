/** Tells which of many texts stand in bytes, in one pass whatever their number. */
export type Finder = {
  /** The texts that stand in these bytes. */
  in(bytes: Uint8Array): ReadonlySet<string>;
};

const BITS = 22;
const slot = (prefix: number): number => (Math.imul(prefix, 0x9e3779b1) >>> 0) >>> (32 - BITS);

type Needle = { readonly name: string; readonly bytes: Buffer };

/** A UUID stands in a table as its sixteen bytes, and in JSON as its text. */
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;
const needlesOf = (name: string): readonly Needle[] => [
  { name, bytes: Buffer.from(name) },
  ...(UUID.test(name) ? [{ name, bytes: Buffer.from(name.replaceAll("-", ""), "hex") }] : []),
];

/** `names` of four bytes or more. */
export function finderOf(names: readonly string[]): Finder {
  const byPrefix = new Map<number, Needle[]>();
  const slots = new Uint8Array(2 ** BITS);
  for (const needle of names.flatMap(needlesOf)) {
    if (needle.bytes.length < 4) throw new Error(`Too short to be looked for: ${needle.name}`);
    const prefix = needle.bytes.readUInt32BE(0);
    slots[slot(prefix)] = 1;
    byPrefix.set(prefix, [...(byPrefix.get(prefix) ?? []), needle]);
  }
  return {
    in(given) {
      const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
      const found = new Set<string>();
      let prefix = 0;
      for (let at = 0; at < bytes.length; at++) {
        prefix = ((prefix << 8) | (bytes[at] ?? 0)) >>> 0;
        if (at < 3 || slots[slot(prefix)] === 0) continue;
        for (const { name, bytes: needle } of byPrefix.get(prefix) ?? [])
          if (bytes.subarray(at - 3, at - 3 + needle.length).equals(needle)) found.add(name);
      }
      return found;
    },
  };
}
