export { llmOf } from "./env.ts";
export type { LlmFailure } from "./failure.ts";
export { createLlm, type Llm, type LlmOptions, type Written } from "./llm.ts";
