import { type BetterAuthOptions, betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { phoneNumber } from "better-auth/plugins/phone-number";
import type { Pool } from "pg";
import { CODE_LIVES_S, CODE_TRIES } from "./limits.ts";

export type BetterOptions = {
  readonly pool: Pool;
  readonly secret: string;
  readonly baseUrl: string;
  readonly secure: boolean;
  readonly send: (phone: string, code: string) => Promise<void>;
};

const SESSION_S = 30 * 24 * 3_600;

const mailOf = (phone: string): string => `${phone.replace("+", "")}@phone.invalid`;

const phones = (send: BetterOptions["send"]) =>
  phoneNumber({
    otpLength: 6,
    expiresIn: CODE_LIVES_S,
    allowedAttempts: CODE_TRIES,
    sendOTP: ({ phoneNumber, code }) => send(phoneNumber, code),
    // Whoever holds the phone may sign in; the shops they see come from memberships.
    signUpOnVerification: { getTempEmail: mailOf, getTempName: (phone) => phone },
  });

// Its own HTTP handler is not mounted: it would offer passwords, profiles and linking, which nobody here needs.
const optionsOf = ({ pool, secret, baseUrl, secure, send }: BetterOptions) =>
  ({
    appName: "Zhongshu",
    baseURL: baseUrl,
    secret,
    database: pool,
    telemetry: { enabled: false },
    logger: { level: "error", disabled: true },
    session: { expiresIn: SESSION_S, disableSessionRefresh: true },
    plugins: [phones(send)],
    advanced: {
      cookiePrefix: "zhongshu",
      useSecureCookies: secure,
      ipAddress: { disableIpTracking: true },
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
    },
  }) satisfies BetterAuthOptions;

export function openBetter(given: BetterOptions) {
  const options = optionsOf(given);
  const { api, $context } = betterAuth(options);
  return {
    api,
    /** Finds the user with this phone or makes one; to be asked one at a time. */
    ensureUser: async (phone: string): Promise<string> => {
      const { internalAdapter } = await $context;
      const user = {
        email: mailOf(phone),
        name: phone,
        emailVerified: false,
        phoneNumber: phone,
        // Only a number that counts as verified is kept; to sign in, a code is needed all the same.
        phoneNumberVerified: true,
      };
      const found = await internalAdapter.findUserByEmail(user.email);
      if (found !== null) return found.user.id;
      const { id } = await internalAdapter.createUser(user, { method: "phone-number" });
      return id;
    },
    migrate: async (): Promise<void> => {
      const { runMigrations } = await getMigrations(options);
      await runMigrations();
    },
  };
}
