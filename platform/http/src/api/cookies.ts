import { DAY, SECOND } from "@zhongshu/kernel";
import { serialize } from "hono/utils/cookie";

/** The session of a customer's inbox, and the name under which an unknown browser is counted once. */
export const SESSION = "zhongshu.inbox";
export const VISITOR = "zhongshu.visitor";

const LASTS_S = (90 * DAY) / SECOND;
const PATHS = { [SESSION]: "/", [VISITOR]: "/api/l" } as const;

/** Closed to scripts and to what other sites make the browser send. */
export const cookie = (name: keyof typeof PATHS, value: string, secure: boolean): string =>
  serialize(name, value, {
    path: PATHS[name],
    maxAge: LASTS_S,
    httpOnly: true,
    sameSite: "Lax",
    secure,
  });
