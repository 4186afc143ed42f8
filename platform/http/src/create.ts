import { newId } from "@zhongshu/kernel";
import { Hono } from "hono";
import { answerCustomer, answerCustomerLive } from "./api/customer.ts";
import { answerDownload } from "./api/download.ts";
import { answerIntake } from "./api/intake.ts";
import { answerLive } from "./api/live.ts";
import { answerPerson, answerRoute, answerUpload, type Mounted, mount } from "./api/mount.ts";
import { openApi } from "./api/openapi.ts";
import { answerPublic } from "./api/public.ts";
import { signInRoutes } from "./api/sign-in.ts";
import type { Edge, Env, HttpOptions } from "./api/types.ts";
import { json, languageOf, refuse } from "./edge/answer.ts";
import { createBodies, PATIENCE } from "./edge/body.ts";
import { knownHost } from "./edge/host.ts";
import { ownRequest } from "./edge/origin.ts";
import { brokenOff, foreignOrigin, notFound, unknownHost } from "./edge/refusals.ts";
import { securityHeaders } from "./edge/security.ts";
import { type Listening, listen } from "./listen.ts";
import { pages } from "./web/pages.ts";

export type Http = {
  /** Answers one request; `remote` is the address of the socket it came by. */
  fetch(request: Request, remote: string): Promise<Response>;
  listen(port: number, host: string): Promise<Listening>;
};

const NAME = {
  zh: "系统出了点问题，已经记录下来。",
  en: "Something went wrong on our side; it is recorded.",
};

function unexpected(request: Request, id: string): Response {
  const next = {
    zh: `请稍后再试；联系我们时请报编号 ${id}。`,
    en: `Try again later; when you ask us, quote ${id}.`,
  };
  const language = languageOf(request.headers.get("accept-language"));
  const say = { message: NAME[language], next: next[language] };
  return json(500, { code: "unexpected", message: NAME, next, say, id });
}

// Fewer parameters first: "/imports/latest" must not be taken for "/imports/:id".
const byParameters = (a: Mounted, b: Mounted): number =>
  a.path.split(":").length - b.path.split(":").length;

function mounted(options: Edge, closing: AbortSignal): readonly Mounted[] {
  const { routes, persons = [], uploads = [], downloads = [], live = [] } = options;
  const { customers = [], customersLive = [], publics = [] } = options;
  const api = <T extends { readonly path: string }>(
    each: T,
    method: string,
    answer: Mounted["answer"],
  ): Mounted => ({
    method,
    path: `/api${each.path}`,
    answer,
  });
  return [
    ...routes.map((each) => api(each, each.method, answerRoute(options, each))),
    ...persons.map((each) => api(each, each.method, answerPerson(options, each))),
    ...uploads.map((each) => api(each, each.method, answerUpload(options, each))),
    ...downloads.map((each) => api(each, "GET", answerDownload(options, each))),
    ...live.map((each) => api(each, "GET", answerLive(options, each, closing))),
    ...customers.map((each) => api(each, each.method, answerCustomer(options, each))),
    ...customersLive.map((each) => api(each, "GET", answerCustomerLive(options, each, closing))),
    ...publics.map((each) => api(each, each.method, answerPublic(options, each))),
    ...signInRoutes(options),
  ].toSorted(byParameters);
}

function guard(app: Hono<Env>, options: HttpOptions): void {
  const base = new URL(options.baseUrl);
  const ours = [base.hostname, new URL(options.linkUrl ?? base).hostname];
  const fixed = Object.entries(
    securityHeaders(base.protocol === "https:", options.imageSources ?? []),
  );
  app.use(async (c, next) => {
    const url = new URL(c.req.url);
    const intake = url.pathname.startsWith("/v1/");
    if (!knownHost(url.hostname, ours)) c.res = refuse(c.req.raw, unknownHost);
    else if (!intake && !ownRequest(c.req.method, url.host, c.req.raw.headers))
      c.res = refuse(c.req.raw, foreignOrigin);
    else await next();
    for (const [name, value] of fixed) c.res.headers.set(name, value);
  });
}

function mountPages(app: Hono<Env>, { pages: folders = [], home }: HttpOptions): void {
  for (const { at, dir, index = "index.html" } of folders) {
    const serve = pages(dir, index);
    app.get(at, (c) => serve(c.req.raw, index));
    app.get(`${at}/*`, (c) => serve(c.req.raw, c.req.path.slice(at.length + 1)));
  }
  if (home !== undefined) app.get("/", (c) => c.redirect(home));
}

function application(options: Edge, closing: AbortSignal): Hono<Env> {
  const app = new Hono<Env>();
  guard(app, options);
  mount(app, mounted(options, closing));
  if (options.intake !== undefined) app.all("/v1/*", answerIntake(options.intake, options.bodies));
  app.get("/openapi.json", () => json(200, openApi(options)));
  app.get("/healthz", () => json(200, { alive: true }));
  app.get("/readyz", async () => {
    const ready = !closing.aborted && (await options.ready().catch(() => false));
    return json(ready ? 200 : 503, { ready });
  });
  mountPages(app, options);
  app.notFound((c) => refuse(c.req.raw, notFound));
  app.onError((error, c) => {
    // Who has gone reads no answer, and a body that broke off is nobody's fault here.
    if (c.req.raw.signal.aborted) return refuse(c.req.raw, brokenOff);
    const id = newId({ now: options.now(), random: options.random });
    options.report({ id, method: c.req.method, path: c.req.path, error });
    return unexpected(c.req.raw, id);
  });
  return app;
}

/** The HTTP edge: everything that the product offers, behind one door. */
export function createHttp(options: HttpOptions): Http {
  const closing = new AbortController();
  const bodies = createBodies(options.patience ?? PATIENCE);
  const app = application({ ...options, bodies }, closing.signal);
  const fetch = async (request: Request, remote: string): Promise<Response> =>
    app.fetch(request, { remote });
  return {
    fetch,
    listen: (port, host) => listen(fetch, port, host, () => closing.abort()),
  };
}
