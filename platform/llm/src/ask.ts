import { err, type Result } from "@zhongshu/kernel";
import { z } from "zod";
import { failure, type LlmFailure } from "./failure.ts";
import { read } from "./read.ts";
import type { Usage } from "./spend.ts";
import { type Seen, wire } from "./wire.ts";

export type Prompt = { readonly system: string; readonly user: string };
export type Endpoint = {
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  readonly maxBytes: number;
  readonly maxTokens: number;
};
/** `structured`: by response_format; else the shape is asked for in words. */
export type Ask<T> = {
  readonly prompt: Prompt;
  readonly schema: z.ZodType<T>;
  readonly structured: boolean;
  readonly signal: AbortSignal;
};

/** One request and what it cost, whatever came of it. */
export type Attempt<T> = {
  readonly answer: Result<T, LlmFailure>;
  readonly usage: Usage;
  readonly seen: Seen;
};

const inWords = (schema: z.ZodType): string =>
  `\n只回答一个 JSON 对象，不要任何别的文字。它的 JSON Schema：${JSON.stringify(z.toJSONSchema(schema))}`;

function kindOf(seen: Seen, signal: AbortSignal): LlmFailure["kind"] {
  if (seen.problem !== null) return seen.problem;
  if (signal.aborted)
    return signal.reason instanceof Error && signal.reason.name === "TimeoutError"
      ? "timed-out"
      : "stopped";
  if (seen.status === null) return "unreachable";
  if (seen.status === 408 || seen.status === 429) return "busy";
  if (seen.status >= 500) return "server";
  // 200 and yet no answer: the envelope was broken.
  return seen.status >= 400 ? "refused" : "not-json";
}

/** The model's own words and the tokens it told. Loaded only when a model is really asked. */
async function generate<T>(endpoint: Endpoint, ask: Ask<T>, fetching: typeof fetch) {
  const [{ generateText, NoObjectGeneratedError, Output }, { createOpenAICompatible }] =
    await Promise.all([import("ai"), import("@ai-sdk/openai-compatible")]);
  const provider = createOpenAICompatible({
    name: "llm",
    baseURL: endpoint.baseUrl,
    apiKey: endpoint.key,
    supportsStructuredOutputs: true,
    fetch: fetching,
  });
  const { prompt, schema, structured, signal } = ask;
  const common = {
    model: provider.chatModel(endpoint.model),
    instructions: structured ? prompt.system : prompt.system + inWords(schema),
    prompt: prompt.user,
    maxOutputTokens: endpoint.maxTokens,
    maxRetries: 0,
    abortSignal: signal,
  };
  try {
    const { text, usage } = structured
      ? await generateText({ ...common, output: Output.object({ schema }) })
      : await generateText(common);
    return { text, usage };
  } catch (problem) {
    if (!NoObjectGeneratedError.isInstance(problem)) throw problem;
    return { text: problem.text ?? "", usage: problem.usage };
  }
}

/** Asks once. Whatever goes wrong is told as a value. */
export async function askOnce<T>(endpoint: Endpoint, ask: Ask<T>): Promise<Attempt<T>> {
  const { seen, fetch: fetching } = wire(endpoint.maxBytes);
  const asked = ask.prompt.system.length + ask.prompt.user.length;
  try {
    const { text, usage } = await generate(endpoint, ask, fetching);
    return {
      answer: read(text, ask.schema),
      // A token is seldom more than a Chinese character: untold usage is counted high.
      usage: { input: usage?.inputTokens ?? asked, output: usage?.outputTokens ?? text.length },
      seen,
    };
  } catch {
    const kind = kindOf(seen, ask.signal);
    const input = seen.status === 200 ? asked : 0;
    return { answer: err(failure(kind)), usage: { input, output: 0 }, seen };
  }
}
