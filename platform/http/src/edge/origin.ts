const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
/** What a form of another site can send without asking first. */
const FORM = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

const hostOf = (origin: string): string | null => {
  try {
    return new URL(origin).host;
  } catch {
    return null;
  }
};

/**
 * May this request use the cookie it carries? Reading, yes; writing, only when it was not another site that made
 * the browser send it. Programs send neither header; old browsers at least cannot hide a form.
 */
export function ownRequest(method: string, host: string, headers: Headers): boolean {
  if (SAFE.has(method)) return true;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  if (origin !== null) return hostOf(origin) === host;
  return site !== null || !FORM.test(headers.get("content-type") ?? "");
}
