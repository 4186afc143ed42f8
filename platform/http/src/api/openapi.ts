import type { Route } from "@zhongshu/kernel";
import { z } from "zod";
import type { PersonRoute } from "./types.ts";

const parametersOf = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));

const inputOf = (input: unknown): object =>
  input instanceof z.ZodType ? z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) : {};

function operation(route: Route): object {
  const schema = inputOf(route.input);
  const shared = {
    summary: route.summary,
    "x-permission": route.permission,
    parameters: parametersOf(route.path),
    responses: {
      200: { description: "JSON" },
      default: { description: "{code, message, next, say}" },
    },
  };
  // Input is path, query and body as one object; for reading, what is not in the path is in the query.
  return route.method === "GET"
    ? { ...shared, "x-query": schema }
    : { ...shared, requestBody: { content: { "application/json": { schema } } } };
}

/** The API as it is mounted, described by the very values that are mounted. */
export function openApi(routes: readonly Route[], persons: readonly PersonRoute[]): object {
  const paths: Record<string, Record<string, object>> = {};
  const add = (path: string, method: string, value: object): void => {
    const key = `/api${path.replaceAll(/:(\w+)/g, "{$1}")}`;
    paths[key] = { ...paths[key], [method.toLowerCase()]: value };
  };
  for (const route of routes) add(route.path, route.method, operation(route));
  for (const { path, method, summary } of persons)
    add(path, method, { summary, responses: { 200: { description: "JSON" } } });
  return { openapi: "3.1.0", info: { title: "Zhongshu 中枢", version: "0.1.0" }, paths };
}
