import type { Refusal } from "@zhongshu/kernel";

export const badPhone: Refusal = {
  code: "phone.malformed",
  status: 422,
  message: { zh: "手机号不对。", en: "This is not a mobile number." },
  next: {
    zh: "请输入 11 位手机号，例如 13800138000。",
    en: "Give the 11 digits of a mobile number, such as 13800138000.",
  },
};

export const wrongCode: Refusal = {
  code: "code.wrong",
  status: 401,
  message: { zh: "验证码不对，或者已经过期。", en: "The code is wrong, or no longer valid." },
  next: {
    zh: "请核对最新一条短信；还不行就重新获取。",
    en: "Check the newest message, or ask for another code.",
  },
};

export const codeUsedUp: Refusal = {
  code: "code.used-up",
  status: 429,
  message: {
    zh: "这个验证码试错太多次，已经作废。",
    en: "This code was tried too often and is void now.",
  },
  next: { zh: "请重新获取验证码。", en: "Ask for another code." },
};

export const smsDown: Refusal = {
  code: "sms.unavailable",
  status: 503,
  message: { zh: "短信没有发出去。", en: "The message could not be sent." },
  next: {
    zh: "请过一分钟再试；一直不行请联系管理员。",
    en: "Try again in a minute; if it stays so, tell your administrator.",
  },
};

export const tooOften = (waitMs: number, code = "code.too-often"): Refusal => {
  const seconds = Math.ceil(waitMs / 1_000);
  const minutes = Math.ceil(seconds / 60);
  const when =
    seconds <= 90
      ? { zh: `${seconds} 秒`, en: `${seconds} s` }
      : { zh: `${minutes} 分钟`, en: `${minutes} min` };
  return {
    code,
    status: 429,
    message: { zh: "操作太频繁了。", en: "That was too often." },
    next: { zh: `请 ${when.zh}后再试。`, en: `Try again in ${when.en}.` },
  };
};
