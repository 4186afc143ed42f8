import type { Language, Refusal } from "@zhongshu/kernel";

/** The language asked for; Chinese unless English is preferred. */
export function languageOf(acceptLanguage: string | null): Language {
  const wishes = (acceptLanguage ?? "")
    .slice(0, 200)
    .split(",")
    .map((wish) => {
      const [tag = "", quality = "q=1"] = wish.trim().toLowerCase().split(";");
      return { tag, weight: Number(/q=([\d.]+)/.exec(quality)?.[1] ?? 1) };
    });
  const best = (language: string): number =>
    Math.max(0, ...wishes.filter((w) => w.tag.startsWith(language)).map((w) => w.weight));
  return best("en") > best("zh") ? "en" : "zh";
}

/** Both languages are always there; `say` is the one that was asked for. */
export function refusalBody({ code, message, next }: Refusal, language: Language) {
  return { code, message, next, say: { message: message[language], next: next[language] } };
}

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body ?? null), {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
  });
}

/** When to come again, and whom not to wait for any longer. */
const manners = (status: number): Readonly<Record<string, string>> => {
  if (status === 503) return { "retry-after": "1" };
  return status === 408 ? { connection: "close" } : {};
};

export function refuse(
  request: Request,
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const language = languageOf(request.headers.get("accept-language"));
  return json(refusal.status, refusalBody(refusal, language), {
    "content-language": language,
    ...manners(refusal.status),
    ...headers,
  });
}
