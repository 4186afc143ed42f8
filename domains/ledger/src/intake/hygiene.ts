import { type Reason, reason } from "../catalogue/reason.ts";

/** Segment's limits. */
export const MAX_EVENT = 32 * 1024;
export const MAX_BODY = 500 * 1024;
export const MAX_EVENTS = 2_500;
const MAX_DEPTH = 16;

type Found = { chars: number; problem: Reason | null };

/** What no row can hold, or what should not reach code that reads rows; null when all is well. */
export function unfit(event: unknown): Reason | null {
  const found: Found = { chars: 0, problem: null };
  walk(event, 1, found);
  if (found.problem !== null) return found.problem;
  // Three bytes of UTF-8 at most for each UTF-16 unit: only what may be too long is measured exactly.
  if (found.chars * 3 <= MAX_EVENT) return null;
  const bytes = new TextEncoder().encode(JSON.stringify(event)).length;
  return bytes > MAX_EVENT ? tooLarge(bytes) : null;
}

/** The first problem is told, unless it is nested too deep: that decides how it can be written down at all. */
function walk(value: unknown, depth: number, found: Found): void {
  if (typeof value === "string") text(value, found);
  if (typeof value === "number" && !Number.isFinite(value)) found.problem ??= NOT_FINITE;
  found.chars += 8;
  if (typeof value !== "object" || value === null) return;
  if (depth > MAX_DEPTH) {
    found.problem = TOO_DEEP;
    return;
  }
  for (const key in value) if (Object.hasOwn(value, key)) member(key, found);
  for (const inner of Object.values(value)) {
    walk(inner, depth + 1, found);
    if (found.problem === TOO_DEEP) return;
  }
}

function member(key: string, found: Found): void {
  text(key, found);
  if (key === "__proto__") found.problem ??= PROTO;
}

function text(value: string, found: Found): void {
  found.chars += value.length + 4;
  if (value.includes("\u0000")) found.problem ??= NUL;
  else if (!value.isWellFormed()) found.problem ??= SURROGATE;
}

/** JSON of any depth: the engine's own writer gives up at some thousands of levels. */
export function deepJson(root: unknown): string {
  const out: string[] = [];
  const stack: ({ readonly raw: string } | { readonly value: unknown })[] = [{ value: root }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if ("raw" in next) out.push(next.raw);
    else if (typeof next.value !== "object" || next.value === null)
      out.push(JSON.stringify(next.value));
    else stack.push(...parts(next.value).toReversed());
  }
  return out.join("");
}

function parts(value: object): ({ readonly raw: string } | { readonly value: unknown })[] {
  const list = Array.isArray(value);
  const inner = Object.entries(value).flatMap(([key, entry], i) => [
    { raw: `${i > 0 ? "," : ""}${list ? "" : `${JSON.stringify(key)}:`}` },
    { value: entry },
  ]);
  return [{ raw: list ? "[" : "{" }, ...inner, { raw: list ? "]" : "}" }];
}

const NOT_FINITE = reason(
  "event.number",
  "事件里有超出范围的数字（如 1e999）。",
  "The event holds a number that is out of range, such as 1e999.",
);
export const TOO_DEEP = reason(
  "event.too-deep",
  `事件嵌套超过 ${MAX_DEPTH} 层，请摊平后再发。`,
  `The event is nested more than ${MAX_DEPTH} levels deep: flatten it.`,
);
const PROTO = reason(
  "event.key",
  "事件里有不允许的字段名 __proto__，请去掉。",
  "The event has a key named __proto__, which is not allowed: remove it.",
);
const NUL = reason(
  "event.nul",
  "事件的文字里有空字符（\\u0000），请去掉。",
  "A text in the event holds the NUL character (\\u0000): remove it.",
);
const SURROGATE = reason(
  "event.surrogate",
  "事件的文字里有半个表情或残缺的字符，请发送完整的 UTF-8。",
  "A text in the event holds half a character (a lone surrogate): send whole UTF-8.",
);
const tooLarge = (bytes: number): Reason =>
  reason(
    "event.too-large",
    `单个事件有 ${bytes} 字节，上限是 ${MAX_EVENT} 字节。`,
    `The event has ${bytes} bytes; one event may have ${MAX_EVENT}.`,
  );
