import type { Sms } from "./sms.ts";

const KEPT = 100;

/** Sends nothing: says the code on the terminal, and keeps the last ones for the sign-in page on this machine. */
export function demoSms(say: (line: string) => void): Required<Sms> {
  const codes = new Map<string, string>();
  return {
    sendCode: async (phone, code) => {
      codes.delete(phone);
      codes.set(phone, code);
      const oldest = codes.keys().next();
      if (codes.size > KEPT && oldest.done !== true) codes.delete(oldest.value);
      say(`验证码 sign-in code for ${phone}: ${code}`);
    },
    peek: (phone) => codes.get(phone) ?? null,
  };
}
