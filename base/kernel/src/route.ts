import type { Ctx } from "./ctx.ts";
import type { Refusal } from "./refusal.ts";
import { err, type Result } from "./result.ts";

/** The least we ask of a schema; a Zod schema fits. */
export interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly {
            readonly path: readonly PropertyKey[];
            readonly message: string;
          }[];
        };
      };
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/**
 * One thing a domain offers to HTTP, as a value. `answer` takes the path's parameters, the query and the
 * JSON body merged into one object (path over body over query) and replies with plain JSON data.
 * `permission` is asked of `ctx.can` before the input is looked at, with `:shop` of the path if it has one.
 */
export type Route = {
  readonly method: Method;
  readonly path: string;
  readonly permission: string;
  readonly summary: string;
  readonly input: unknown;
  readonly answer: (ctx: Ctx, raw: unknown) => Promise<Result<unknown, Refusal>>;
};

type RouteOf<In> = Omit<Route, "answer" | "input"> & {
  readonly input: Schema<In>;
  readonly handle: (ctx: Ctx, input: In) => Promise<Result<unknown, Refusal>>;
};

/** Ties a handler to its schema, so that it only ever sees parsed input. */
export const route = <In>({ handle, ...route }: RouteOf<In>): Route => ({
  ...route,
  answer: async (ctx, raw) => {
    const parsed = route.input.safeParse(raw);
    return parsed.success ? handle(ctx, parsed.data) : err(malformed(parsed.error.issues));
  },
});

/** The refusal for input of the wrong shape; names each field. */
export function malformed(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): Refusal {
  const fields = issues
    .map((i) => `${i.path.map(String).join(".") || "body"}: ${i.message}`)
    .join("; ");
  return {
    code: "request.malformed",
    status: 400,
    message: { zh: `内容格式不对：${fields}`, en: `The request does not fit: ${fields}` },
    next: { zh: "请按提示改正后重试。", en: "Correct the named fields and send it again." },
  };
}
