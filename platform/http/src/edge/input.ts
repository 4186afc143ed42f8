import { err, isStorable, malformed, ok, type Refusal, type Result } from "@zhongshu/kernel";

const DEEPEST = 32;
const UNSTORABLE = "holds a NUL or half a character (空字符或残缺的字符)";
const TOO_DEEP = `is nested more than ${DEEPEST} levels deep (嵌套太深)`;

type Problem = { readonly path: readonly string[]; readonly message: string };

function problemIn(value: unknown, path: readonly string[]): Problem | null {
  if (typeof value === "string") return isStorable(value) ? null : { path, message: UNSTORABLE };
  if (typeof value !== "object" || value === null) return null;
  if (path.length >= DEEPEST) return { path: path.slice(0, 3), message: TOO_DEEP };
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return { path, message: UNSTORABLE };
    const found = problemIn(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}

/**
 * What came in, unless no row could hold it or no schema should walk it: asked once here for path, query and
 * body, so that no route has to think of it.
 */
export function sound<T extends object>(input: T): Result<T, Refusal> {
  const problem = problemIn(input, []);
  return problem === null ? ok(input) : err(malformed([problem]));
}
