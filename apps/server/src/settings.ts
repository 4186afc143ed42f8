/** What the surroundings say; documented in README. */
export type Settings = {
  /** ZHONGSHU_URL: where people reach the product, when that is not where it listens. */
  readonly publicUrl: string | null;
  /** ZHONGSHU_TRUSTED_PROXIES: how many proxies of our own stand in front. */
  readonly proxies: number;
  readonly databaseUrl: string | undefined;
  readonly smsUrl: string | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

function publicUrlOf(text: string | undefined): string | null {
  if (text === undefined || text === "") return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Error(
      `ZHONGSHU_URL 要写成 https://域名。 ZHONGSHU_URL wants an address like https://shop.example.com: ${text}`,
    );
  return url.origin;
}

function proxiesOf(text: string | undefined): number {
  if (text === undefined || text === "") return 0;
  if (!/^\d{1,2}$/.test(text))
    throw new Error(
      `ZHONGSHU_TRUSTED_PROXIES 要写前面有几层自己的代理，例如 1。 ZHONGSHU_TRUSTED_PROXIES wants the number of your own proxies in front, like 1: ${text}`,
    );
  return Number(text);
}

export const settingsOf = (env: Environment): Settings => ({
  publicUrl: publicUrlOf(env["ZHONGSHU_URL"]),
  proxies: proxiesOf(env["ZHONGSHU_TRUSTED_PROXIES"]),
  databaseUrl: env["DATABASE_URL"],
  smsUrl: env["SMS_WEBHOOK_URL"] || undefined,
});

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/** Is the product reached on this machine only, by all that it was told? */
export const isHere = ({
  host,
  publicUrl,
  proxies,
}: Pick<Settings, "publicUrl" | "proxies"> & { readonly host: string }): boolean =>
  LOOPBACK.has(host) &&
  proxies === 0 &&
  (publicUrl === null || LOOPBACK.has(new URL(publicUrl).hostname));
