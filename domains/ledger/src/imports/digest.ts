/** Two independent 32-bit hashes of a text: FNV-1a, and a multiply–xor mix. */
function halves(text: string): readonly [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + (b >>> 15)), 0x85ebca6b) ^ (b >>> 13);
  }
  return [a >>> 0, b >>> 0];
}

/** A short name for a text, the same on every machine; no secret, and no proof against who wants two texts to meet. */
export const digest = (text: string): string =>
  halves(text)
    .map((half) => half.toString(36))
    .join("");
