/** What the surroundings say; documented in README. */
export type Settings = {
  /** ZHONGSHU_URL: where people reach the product, when that is not where it listens. */
  readonly publicUrl: string | null;
  /** LINK_HOST: where customers open links and their inbox, when that is another address of ours. */
  readonly linkUrl: string | null;
  /** ZHONGSHU_TRUSTED_PROXIES: how many proxies of our own stand in front. */
  readonly proxies: number;
  readonly databaseUrl: string | undefined;
  readonly smsUrl: string | undefined;
  /** ZHONGSHU_SIGN_UP: may anybody who signs in open a shop? Null: where the product is reached on this machine. */
  readonly signUp: boolean | null;
};

type Environment = Readonly<Record<string, string | undefined>>;

function addressOf(env: Environment, name: "ZHONGSHU_URL" | "LINK_HOST"): string | null {
  const text = env[name];
  if (text === undefined || text === "") return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  // Left out in silence, a path would make every link that is sent lead elsewhere than was meant.
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new Error(
      `${name} 要写成 https://域名，后面不带路径。 ${name} wants an address like https://shop.example.com, without a path: ${text}`,
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

const SIGN_UP: Readonly<Record<string, boolean>> = { open: true, closed: false };

function signUpOf(text: string | undefined): boolean | null {
  if (text === undefined || text === "") return null;
  const chosen = SIGN_UP[text];
  if (chosen === undefined)
    throw new Error(
      `ZHONGSHU_SIGN_UP 要写 open（谁都能开自己的店）或 closed（由管理员加人）。 ZHONGSHU_SIGN_UP wants open (anybody opens a shop of their own) or closed: ${text}`,
    );
  return chosen;
}

export const settingsOf = (env: Environment): Settings => ({
  publicUrl: addressOf(env, "ZHONGSHU_URL"),
  linkUrl: addressOf(env, "LINK_HOST"),
  proxies: proxiesOf(env["ZHONGSHU_TRUSTED_PROXIES"]),
  databaseUrl: env["DATABASE_URL"],
  smsUrl: env["SMS_WEBHOOK_URL"] || undefined,
  signUp: signUpOf(env["ZHONGSHU_SIGN_UP"]),
});

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1", "[::1]"]);

/** Does it listen on whatever addresses the machine has? None of them can then be told from this one. */
export const isEverywhere = (host: string): boolean => ["0.0.0.0", "::", "[::]"].includes(host);

/** Is the product reached on this machine only, by all that it was told? */
export const isHere = ({
  host,
  publicUrl,
  linkUrl,
  proxies,
}: Pick<Settings, "publicUrl" | "linkUrl" | "proxies"> & { readonly host: string }): boolean =>
  LOOPBACK.has(host) &&
  proxies === 0 &&
  [publicUrl, linkUrl].every((url) => url === null || LOOPBACK.has(new URL(url).hostname));
