import { Converter } from "opencc-js/t2cn";

/** A stretch of the original text, in UTF-16 units; `end` is exclusive. */
export type Span = { readonly start: number; readonly end: number };

/**
 * A text made comparable: full width, traditional characters, accents, circled figures, look-alike letters
 * and capitals are gone. Every character of `text` knows the stretch of the original that it stands for.
 */
export type Folded = { readonly text: string; readonly spans: readonly Span[] };

type Unit = Span & { readonly char: string };

/** Stands for one placeholder such as {{price:SKU}}, which no rule may look into. */
const OPAQUE = "\uE000";

const PLACEHOLDER = /\{\{[^{}]*\}\}/y;
const simplified = Converter({ from: "t", to: "cn" });
/** What neither NFKC nor OpenCC folds, though people read it as the same. */
const ALIKE: Readonly<Record<string, string>> = {
  ...pairs("авсеікмнорѕтух", "abceikmhopstyx"),
  ...pairs("αβεικνορτυχ", "abeikvoptux"),
  ...pairs("❶❷❸❹❺❻❼❽❾➊➋➌➍➎➏➐➑➒", "123456789123456789"),
  冣: "最",
  㝡: "最",
  朂: "最",
};

function pairs(from: string, to: string): Readonly<Record<string, string>> {
  const targets = [...to];
  return Object.fromEntries([...from].map((char, i) => [char, targets[i] ?? char]));
}

const plain = (char: string): string =>
  [...char.normalize("NFKC").toLowerCase().normalize("NFD")]
    .filter((c) => !/\p{M}/u.test(c))
    .map((c) => simplified(ALIKE[c] ?? c))
    .join("");

function units(copy: string): readonly Unit[] {
  const found: Unit[] = [];
  for (let at = 0; at < copy.length; ) {
    PLACEHOLDER.lastIndex = at;
    const held = PLACEHOLDER.exec(copy)?.[0];
    const raw = held ?? String.fromCodePoint(copy.codePointAt(at) ?? 0);
    const span = { start: at, end: at + raw.length };
    at = span.end;
    const last = found.at(-1);
    // A combining mark belongs to the character before it: 1️⃣ is one sign.
    if (/^\p{M}$/u.test(raw) && last) found[found.length - 1] = { ...last, end: span.end };
    else if (held) found.push({ ...span, char: OPAQUE });
    else for (const char of plain(raw)) found.push({ ...span, char });
  }
  return found;
}

const fold = (copy: string, keep: (char: string, i: number, all: readonly Unit[]) => boolean) => {
  const kept = units(copy).filter((unit, i, all) => keep(unit.char, i, all));
  const spans = kept.flatMap((unit) => Array.from({ length: unit.char.length }, () => unit));
  return { text: kept.map((unit) => unit.char).join(""), spans };
};

const WORDS = /[\p{L}\p{N}%\uE000]/u;
const STOPS = /[\n,.!?;:。、…]/u;
const isDigit = (char: string | undefined): boolean => char !== undefined && /\d/.test(char);

/**
 * Words only: spaces, invisible characters, signs and emoji between characters are gone, and every stop is
 * a comma. A point that is not a stop (No.1, 最.佳) is gone too, unless it stands between figures.
 */
export function dense(copy: string): Folded {
  const { text, spans } = fold(copy, (char, i, all) => {
    if (char === ".") return isDigit(all[i - 1]?.char) && isDigit(all[i + 1]?.char);
    return WORDS.test(char) || STOPS.test(char);
  });
  return { text: text.replace(/[\n!?;:。、…]/gu, ","), spans };
}

/** As read: only invisible characters and emoji are gone; every space is one plain space. */
export function legible(copy: string): Folded {
  const { text, spans } = fold(
    copy,
    (char) => char === "💰" || !/[\p{Cf}\p{Extended_Pictographic}]/u.test(char),
  );
  return { text: text.replace(/\s/gu, " "), spans };
}

/** The stretch of the original behind `length` folded characters from `at`. */
export function original({ spans }: Folded, at: number, length: number): Span {
  const first = spans[at];
  const last = spans[at + length - 1];
  if (!first || !last) throw new Error("A match lies outside the text");
  return { start: first.start, end: last.end };
}
