import { randomBytes } from "node:crypto";
import { createAuth } from "@zhongshu/http";
import type { PostgresUrls } from "@zhongshu/postgres";

/** Makes the tables of the sign-in, so that a backup of them can be put back. */
export async function makeSignIn({ authUrl }: PostgresUrls): Promise<void> {
  const auth = createAuth({
    authUrl,
    // Signs nothing: only the tables are made.
    secret: randomBytes(32).toString("hex"),
    sms: { sendCode: () => Promise.reject(new Error("Nothing is sent here")) },
    baseUrl: "http://127.0.0.1",
    demo: false,
    now: Date.now,
    report: (problem) => process.stderr.write(`${problem}\n`),
  });
  try {
    await auth.migrate();
  } finally {
    await auth.close();
  }
}
