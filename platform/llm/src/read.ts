import { err, ok, type Result } from "@zhongshu/kernel";
import type { z } from "zod";
import { failure, type LlmFailure } from "./failure.ts";

/** The outermost object in the text; models put fences and small talk around it. */
function objectIn(text: string): unknown {
  const from = text.indexOf("{");
  const to = text.lastIndexOf("}");
  if (from < 0 || to < from) return null;
  try {
    return JSON.parse(text.slice(from, to + 1));
  } catch {
    return null;
  }
}

/** An answer in words → the value asked for. */
export function read<T>(text: string, schema: z.ZodType<T>): Result<T, LlmFailure> {
  const found = objectIn(text);
  if (found === null) return err(failure("not-json"));
  const parsed = schema.safeParse(found);
  return parsed.success ? ok(parsed.data) : err(failure("wrong-shape"));
}
