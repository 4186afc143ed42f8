import type { Refusal } from "@zhongshu/kernel";
import type { Reason } from "../catalogue/reason.ts";
import type { IntakeAnswer } from "./intake.ts";

type Problem = Pick<Refusal, "code" | "message" | "next">;

const failed = (status: number, { code, message, next }: Problem): IntakeAnswer => ({
  status,
  body: { success: false, error: { code, message, next } },
});

export const refused = (refusal: Refusal): IntakeAnswer =>
  refusal.status === 401
    ? { ...failed(401, refusal), headers: { "www-authenticate": 'Basic realm="write key"' } }
    : failed(refusal.status, refusal);

export const NO_ENDPOINT = failed(404, {
  code: "intake.no-endpoint",
  message: { zh: "没有这个地址。", en: "There is nothing at this address." },
  next: {
    zh: "请用 POST /v1/track、identify、page、screen、group、alias、batch 或 import。",
    en: "POST to /v1/track, identify, page, screen, group, alias, batch or import.",
  },
});

export const NOT_POST: IntakeAnswer = {
  ...failed(405, {
    code: "intake.method",
    message: { zh: "这里只接受 POST。", en: "Only POST is answered here." },
    next: { zh: "请改用 POST 发送 JSON。", en: "Send the JSON with POST." },
  }),
  headers: { allow: "POST" },
};

export const NO_BATCH: Refusal = {
  code: "body.no-batch",
  status: 400,
  message: { zh: "请求体里没有 batch 列表。", en: "The body has no list named `batch`." },
  next: {
    zh: '请发送 {"batch": [事件, …]}。',
    en: 'Send {"batch": [event, …]}.',
  },
};

const later = (problem: Problem): IntakeAnswer => ({
  ...failed(503, problem),
  headers: { "retry-after": "1" },
});

export const BUSY = later({
  code: "intake.busy",
  message: {
    zh: "正在排队的事件太多，这一批没有接收。",
    en: "Too much is waiting: nothing of this was taken.",
  },
  next: {
    zh: "请稍后用同样的 messageId 重发。",
    en: "Send it again in a moment, with the same messageIds.",
  },
});

export const UNSTORED = later({
  code: "intake.unstored",
  message: {
    zh: "数据库暂时写不进去，这一批不保证已保存。",
    en: "The database cannot be written at the moment; this is not promised to be stored.",
  },
  next: {
    zh: "请稍后用同样的 messageId 整批重发，已保存的不会重复。",
    en: "Send all of it again with the same messageIds: what was stored is not doubled.",
  },
});

/** Nothing of it may be said with this key. */
export function forbiddenAll(
  forbidden: readonly { readonly index: number; readonly reason: Reason }[],
  single: boolean,
): IntakeAnswer {
  const [first] = forbidden;
  const { status, body } = failed(403, {
    code: first?.reason.code ?? "key.forbidden",
    message: { zh: first?.reason.zh ?? "", en: first?.reason.en ?? "" },
    next: {
      zh: "请改用服务端密钥，从服务器发送。",
      en: "Send it from your server, with a server key.",
    },
  });
  return { status, body: single ? body : { ...body, forbidden } };
}
