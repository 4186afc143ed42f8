import type { Text } from "@zhongshu/kernel";

const WHY = {
  "timed-out": { zh: "模型太久没有回答", en: "the model did not answer in time" },
  stopped: { zh: "没有等到模型写完", en: "the wait for the model was broken off" },
  unreachable: { zh: "连不上模型服务", en: "the model's service cannot be reached" },
  busy: { zh: "模型服务忙不过来", en: "the model's service is busy" },
  server: { zh: "模型服务出错了", en: "the model's service failed" },
  refused: {
    zh: "模型服务拒绝了请求，请检查密钥、地址和模型名",
    en: "the model's service refused: check key, address and model",
  },
  "too-large": { zh: "模型的回答太长", en: "the answer is too large" },
  "not-json": { zh: "模型的回答不是 JSON", en: "the answer is not JSON" },
  "wrong-shape": { zh: "模型的回答格式不对", en: "the answer has the wrong shape" },
  spent: { zh: "今天的模型预算用完了", en: "today's budget for the model is spent" },
} as const satisfies Readonly<Record<string, Text>>;

/** Why there is no answer. It never quotes the key, the prompt or the answer. */
export type LlmFailure = { readonly kind: keyof typeof WHY; readonly why: Text };

export const failure = (kind: LlmFailure["kind"]): LlmFailure => ({ kind, why: WHY[kind] });
