import type { Route } from "@zhongshu/kernel";
import { z } from "zod";
import type { HttpOptions } from "./types.ts";

const parametersOf = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

const inputOf = (input: unknown): object =>
  input instanceof z.ZodType ? z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) : {};

type Described = Pick<Route, "method" | "path" | "summary" | "input">;

function operation({ method, path, summary, input }: Described, marks: object): object {
  const schema = inputOf(input);
  const shared = {
    summary,
    ...marks,
    parameters: parametersOf(path),
    responses: {
      200: { description: "JSON" },
      default: { description: "{code, message, next, say}" },
    },
  };
  // Input is path, query and body as one object; for reading, what is not in the path is in the query.
  return method === "GET"
    ? { ...shared, "x-query": schema }
    : { ...shared, requestBody: { content: { "application/json": { schema } } } };
}

type Offered = Pick<HttpOptions, "routes" | "persons" | "customers" | "customersLive" | "publics">;

/** The API as it is mounted, described by the very values that are mounted. */
export function openApi(offered: Offered): object {
  const { routes, persons = [], customers = [], customersLive = [], publics = [] } = offered;
  const paths: Record<string, Record<string, object>> = {};
  const add = (path: string, method: string, value: object): void => {
    const key = `/api${path.replaceAll(/:(\w+)/g, "{$1}")}`;
    paths[key] = { ...paths[key], [method.toLowerCase()]: value };
  };
  for (const route of routes)
    add(route.path, route.method, operation(route, { "x-permission": route.permission }));
  for (const { path, method, summary } of persons)
    add(path, method, { summary, responses: { 200: { description: "JSON" } } });
  for (const route of customers)
    add(route.path, route.method, operation(route, { "x-session": "customer" }));
  for (const { path, summary } of customersLive)
    add(path, "GET", {
      ...{ summary, "x-session": "customer" },
      responses: { 200: { description: "text/event-stream" } },
    });
  for (const route of publics) add(route.path, route.method, operation(route, { security: [] }));
  return { openapi: "3.1.0", info: { title: "Zhongshu 中枢", version: "0.1.0" }, paths };
}
