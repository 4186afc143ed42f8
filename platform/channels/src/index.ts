export { demoSms } from "./demo-sms.ts";
export { type HttpSmsOptions, httpSms } from "./http-sms.ts";
export type { Sms } from "./sms.ts";
