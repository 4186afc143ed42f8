export type {
  CustomerLive,
  Download,
  HttpOptions,
  Intake,
  IntakeRequest,
  Live,
  PersonRoute,
  Upload,
} from "./api/types.ts";
export {
  type Auth,
  type AuthOptions,
  type CodeSender,
  createAuth,
  type Person,
} from "./auth/auth.ts";
export { normalisePhone } from "./auth/phone.ts";
export { deriveSecret, signerOf } from "./auth/secret.ts";
export { createHttp, type Http } from "./create.ts";
export type { Listening } from "./listen.ts";
