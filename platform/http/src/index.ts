export {
  type Auth,
  type AuthOptions,
  type CodeSender,
  createAuth,
  type Person,
} from "./auth/auth.ts";
export { normalisePhone } from "./auth/phone.ts";
export { deriveSecret } from "./auth/secret.ts";
