import type { Context } from "hono";
import { json, refuse } from "../edge/answer.ts";
import type { Bodies } from "../edge/body.ts";
import type { Env, Intake } from "./types.ts";

// Browser keys are meant to be used from any page. No cookie counts here, so none is allowed either.
const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "authorization, content-type, content-encoding",
  "access-control-max-age": "86400",
} as const;

/** Hands /v1 to the ledger, as bytes; whoever sends more than the limit is cut off there. */
export const answerIntake =
  (intake: Intake, bodies: Bodies) =>
  async (c: Context<Env>): Promise<Response> => {
    const request = c.req.raw;
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: CORS });
    const body = await bodies(request, intake.maxBody);
    if (!body.ok) return refuse(request, body.error, CORS);
    const answer = await intake.handle({
      path: new URL(request.url).pathname,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body: body.value,
    });
    return json(answer.status, answer.body, { ...answer.headers, ...CORS });
  };
