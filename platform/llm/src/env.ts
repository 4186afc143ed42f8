import type { Instant } from "@zhongshu/kernel";
import { createLlm, type Llm } from "./llm.ts";
import type { Prices } from "./spend.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const amount = (name: string, text: string): number => {
  if (!/^\d{1,7}(\.\d{1,6})?$/.test(text))
    throw new Error(
      `${name} 要写成数字，例如 2 或 0.8。 ${name} wants a number like 2 or 0.8: ${text}`,
    );
  return Number(text);
};

/** LLM_YUAN_PER_MILLION is "2/8" (tokens in / tokens out); LLM_DAILY_YUAN needs it. */
function pricesOf(env: Environment): Prices | null {
  const per = env["LLM_YUAN_PER_MILLION"] || undefined;
  const daily = env["LLM_DAILY_YUAN"] || undefined;
  if (per === undefined && daily === undefined) return null;
  const [input, output, ...more] = (per ?? "").split("/");
  if (!input || !output || more.length > 0)
    throw new Error(
      "LLM_YUAN_PER_MILLION 要写每百万 token 的价格，输入/输出，例如 2/8；设了 LLM_DAILY_YUAN 就必须有它。 LLM_YUAN_PER_MILLION wants yuan per million tokens, in/out, like 2/8; LLM_DAILY_YUAN needs it.",
    );
  return {
    input: amount("LLM_YUAN_PER_MILLION", input.trim()),
    output: amount("LLM_YUAN_PER_MILLION", output.trim()),
    dailyYuan: daily === undefined ? null : amount("LLM_DAILY_YUAN", daily),
  };
}

/** The model that the surroundings name; null without LLM_API_KEY, which is a mode of its own and no fault. */
export function llmOf(env: Environment, now: () => Instant): Llm | null {
  const key = env["LLM_API_KEY"]?.trim();
  if (!key) return null;
  const baseUrl = env["LLM_BASE_URL"]?.trim().replace(/\/+$/, "") ?? "";
  const model = env["LLM_MODEL"]?.trim() ?? "";
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || model === "")
    throw new Error(
      "有 LLM_API_KEY 时，还要写 LLM_BASE_URL（例如 https://api.example.com/v1）和 LLM_MODEL。 With LLM_API_KEY set, LLM_BASE_URL (like https://api.example.com/v1) and LLM_MODEL are needed too.",
    );
  return createLlm({ baseUrl, key, model, prices: pricesOf(env), now });
}
