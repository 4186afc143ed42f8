import { type Ctx, err, ok, type Refusal, type Result, type Route } from "@zhongshu/kernel";
import type { Context, Hono } from "hono";
import { json, refuse } from "../edge/answer.ts";
import { limited, objectOf, TooLarge } from "../edge/body.ts";
import { sound } from "../edge/input.ts";
import { signInFirst, tooLarge } from "../edge/refusals.ts";
import { entered, perform } from "./enter.ts";
import type { Edge, Env, HttpOptions, PersonRoute, Upload } from "./types.ts";

const JSON_LIMIT = 1024 * 1024;

export const answered = (request: Request, result: Result<unknown, Refusal>): Response =>
  result.ok ? json(200, result.value) : refuse(request, result.error);

/** Path, query and JSON body as one object, the path strongest and the query weakest. */
export async function inputOf(
  { bodies }: Pick<Edge, "bodies">,
  c: Context<Env>,
  method: Route["method"],
  fixed: Readonly<Record<string, string>> = {},
): Promise<Result<object, Refusal>> {
  const params = c.req.param();
  const body = method === "GET" ? ok({}) : await objectOf(bodies, c.req.raw, JSON_LIMIT);
  return body.ok ? sound({ ...c.req.query(), ...body.value, ...params, ...fixed }) : body;
}

export const answerRoute =
  (options: Edge, route: Route) =>
  async (c: Context<Env>): Promise<Response> => {
    const request = c.req.raw;
    const door = await entered(options, request.headers, c.req.param("shop"), route.permission);
    if (!door.ok) return refuse(request, door.error);
    const { seal, shop } = door.value;
    const raw = await inputOf(options, c, route.method, { shop });
    if (!raw.ok) return refuse(request, raw.error);
    const work = (ctx: Ctx) => route.answer(ctx, raw.value);
    return answered(request, await perform(options.asTenant, seal, work));
  };

export const answerPerson =
  (options: Edge, route: PersonRoute) =>
  async (c: Context<Env>): Promise<Response> => {
    const person = await options.auth.session(c.req.raw.headers);
    if (person === null) return refuse(c.req.raw, signInFirst);
    const raw = await inputOf(options, c, route.method);
    return answered(c.req.raw, raw.ok ? await route.answer(person, raw.value) : raw);
  };

export const answerUpload =
  (options: HttpOptions, upload: Upload) =>
  async (c: Context<Env>): Promise<Response> => {
    const request = c.req.raw;
    const params = c.req.param();
    const door = await entered(options, request.headers, c.req.param("shop"), upload.permission);
    if (!door.ok) return refuse(request, door.error);
    const query = sound({ ...c.req.query(), ...params, shop: door.value.shop });
    if (!query.ok) return refuse(request, query.error);
    const taken = await upload
      .handle(door.value.seal, query.value, limited(request, upload.maxBytes))
      .catch((problem: unknown) => {
        if (problem instanceof TooLarge) return err(tooLarge(problem.limit));
        throw problem;
      });
    return answered(request, taken);
  };

type Answer = (c: Context<Env>) => Promise<Response>;
export type Mounted = { readonly method: string; readonly path: string; readonly answer: Answer };

const NO_METHOD = (allow: string): Refusal => ({
  code: "request.method",
  status: 404,
  message: { zh: "这个地址不支持这种请求方式。", en: "This address does not answer that method." },
  next: { zh: `可用的方式：${allow}。`, en: `It answers ${allow}.` },
});

/** Mounts everything, then on each path the answer to the methods it does not have. */
export function mount(app: Hono<Env>, mounted: readonly Mounted[]): void {
  for (const { method, path, answer } of mounted) app.on(method, path, answer);
  for (const path of new Set(mounted.map((each) => each.path))) {
    const methods = mounted.filter((each) => each.path === path).map((each) => each.method);
    const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
    app.all(path, (c) => {
      if (c.req.method === "OPTIONS")
        return new Response(null, { status: 204, headers: { allow } });
      const refused = refuse(c.req.raw, NO_METHOD(allow), { allow });
      return new Response(refused.body, { status: 405, headers: refused.headers });
    });
  }
}
