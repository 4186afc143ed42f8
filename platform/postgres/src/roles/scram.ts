import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

const ROUNDS = 4096;

/** What Postgres stores for a password (RFC 5803), so that the password itself is in no statement or log. */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ROUNDS, 32, "sha256");
  const sign = (what: string): Buffer => createHmac("sha256", salted).update(what).digest();
  const stored = createHash("sha256").update(sign("Client Key")).digest("base64");
  const server = sign("Server Key").toString("base64");
  return `SCRAM-SHA-256$${ROUNDS}:${salt.toString("base64")}$${stored}:${server}`;
}

/** A role's password follows from the owner's, so that several processes agree without a word. */
export const rolePassword = (ownerPassword: string, role: string): string =>
  createHmac("sha256", ownerPassword).update(role).digest("hex");
