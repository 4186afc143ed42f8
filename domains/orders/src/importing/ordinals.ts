const EMPTY = 0;
const FULL = 0.6;

// Two independent 32-bit hashes (FNV-1a, and a multiply–xor mix): one in 10^7 that any two of 2.5
// million numbers meet. Kept as integers, because a Map of strings takes ten times the memory.
function hashes(text: string): readonly [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + (b >>> 15)), 0x85ebca6b) ^ (b >>> 13);
  }
  return [a >>> 0, b >>> 0];
}

/** A number that stands for a text; never 0. */
export const markOf = (text: string): number => hashes(text)[0] || 1;

/** Keeps a whole number below 2^32 for each text, in 12 bytes a place. */
export class Marks {
  private places = 1024;
  private used = 0;
  private table = new Uint32Array(this.places * 3);

  /** The number of a text; 0 where it has none. */
  of(text: string): number {
    const [a, b] = hashes(text);
    return this.table[this.find(a, b) + 2] ?? EMPTY;
  }

  /** Gives a text the number that follows from the one it had. */
  change(text: string, next: (before: number) => number): number {
    if (this.used > this.places * FULL) this.grow();
    const [a, b] = hashes(text);
    const at = this.find(a, b);
    if (this.table[at + 2] === EMPTY) this.used += 1;
    this.table[at] = a;
    this.table[at + 1] = b;
    this.table[at + 2] = next(this.table[at + 2] ?? EMPTY);
    return this.table[at + 2] ?? EMPTY;
  }

  private find(a: number, b: number): number {
    let place = (a ^ b) & (this.places - 1);
    for (;;) {
      const at = place * 3;
      if (this.table[at + 2] === EMPTY) return at;
      if (this.table[at] === a && this.table[at + 1] === b) return at;
      place = (place + 1) & (this.places - 1);
    }
  }

  private grow(): void {
    const old = this.table;
    this.places *= 2;
    this.table = new Uint32Array(this.places * 3);
    for (let i = 0; i < old.length; i += 3) {
      if (old[i + 2] === EMPTY) continue;
      this.table.set(old.subarray(i, i + 3), this.find(old[i] ?? 0, old[i + 1] ?? 0));
    }
  }
}

/** Counts how often each text was met. */
export class Ordinals extends Marks {
  /** 1 for a text met for the first time, then 2, 3 … */
  next(text: string): number {
    return this.change(text, (count) => count + 1);
  }
}
