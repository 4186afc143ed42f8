import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SECOND, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import { background } from "./background.ts";
import { demoLife } from "./demo/life.ts";
import { DEMO_SIGN_INS, type DemoKey, seedDemo } from "./demo/seed.ts";
import { type Address, listenOn, portOf } from "./listen.ts";
import { clock, type Opened, open, random } from "./open.ts";
import { isEverywhere, isHere, type Settings, settingsOf } from "./settings.ts";
import { buildWeb } from "./web/build.ts";

export type StartOptions = {
  readonly data: string;
  readonly fresh: boolean;
  readonly demo: boolean;
  readonly host: string;
  /** Null: 7100, or the next that is free. 0: any free one. */
  readonly port: number | null;
  /** Says only one line, for programs. */
  readonly json: boolean;
};

const Kept = z.object({ keys: z.array(z.object({ shop: z.uuid(), secret: z.string() })).min(1) });

/** The demo is made once; its keys are kept beside the data, readable by us alone. */
async function demoKeys(
  opened: Opened,
  { data, fresh }: StartOptions,
): Promise<readonly DemoKey[]> {
  const file = join(data, "demo.json");
  if (fresh) await rm(file, { force: true });
  const text = await readFile(file, "utf8").catch(() => null);
  const kept = text === null ? null : Kept.safeParse(JSON.parse(text)).data;
  const [first] = kept?.keys ?? [];
  if (kept && first && (await opened.system.tenancy.authorise(first.secret)) !== null)
    return kept.keys.map(({ shop, secret }) => ({ shop: shopId(shop), secret }));
  const keys = await seedDemo(opened, { now: clock(), random });
  await mkdir(data, { recursive: true, mode: 0o700 });
  await writeFile(file, JSON.stringify({ keys }), { mode: 0o600 });
  return keys;
}

const invitation = (url: string, demo: boolean): string =>
  [
    "",
    "  中枢已就绪 · Zhongshu is ready",
    "",
    `    手机页 phone     ${url}/m`,
    `    后台   console   ${url}/console`,
    ...(demo
      ? [
          "",
          "    演示登录 demo sign-in — 填手机号，验证码会直接显示出来 (the code is shown to you)",
          ...DEMO_SIGN_INS.map(({ phone, zh, en }) => `      ${phone}  ${zh} ${en}`),
        ]
      : []),
    "",
    "    Ctrl+C 停止 stops",
    "",
  ].join("\n");

function announce(options: StartOptions, url: string, serverKey: string | null): void {
  const line = options.json
    ? JSON.stringify({ ready: true, url, ...(serverKey === null ? {} : { serverKey }) })
    : invitation(url, serverKey !== null);
  process.stdout.write(`${line}\n`);
}

type Rim = StartOptions & Settings;

/** Offers what was opened until `ended`, which rejects when the database is gone for good. */
async function serve(opened: Opened, rim: Rim, at: Address, ended: Promise<void>): Promise<void> {
  const keys = rim.demo ? await demoKeys(opened, rim) : [];
  const listening = await listenOn(opened, at);
  const stopping = new AbortController();
  const working = Promise.all([background(opened.system, stopping.signal), opened.demo.finish()]);
  working.catch(() => undefined);
  announce(rim, rim.publicUrl ?? listening.url, keys[0]?.secret ?? null);
  const { signal } = stopping;
  const living = rim.demo ? demoLife(listening.url, keys, { signal, now: clock }) : null;
  try {
    await ended;
  } finally {
    stopping.abort();
    await listening.close();
  }
  await Promise.all([working, living]);
}

/** Starts the product and resolves when it has been told to stop and has stopped. */
export async function start(options: StartOptions): Promise<void> {
  const rim = { ...options, ...settingsOf(process.env) };
  if (rim.demo && !isHere(rim)) throw new Error(DEMO_IS_LOCAL);
  if (rim.publicUrl === null && isEverywhere(rim.host)) throw new Error(NO_ADDRESS);
  // From here on a Ctrl+C waits until there is something to close, so that no Postgres is left behind.
  const stop = told();
  const building = buildWeb();
  building.catch(() => undefined);
  const port = await portOf(rim);
  const host = rim.host.includes(":") ? `[${rim.host}]` : rim.host;
  const baseUrl = rim.publicUrl ?? `http://${host}:${port}`;
  const lost = Promise.withResolvers<never>();
  const ended = Promise.race([stop, lost.promise]);
  ended.catch(() => undefined);
  const opened = await open({
    ...rim,
    signUp: rim.signUp ?? isHere(rim),
    baseUrl,
    say: (line) => process.stderr.write(`${line}\n`),
    onLost: (cause) => lost.reject(new Error(`${DATABASE_LOST} ${cause.message}`, { cause })),
  });
  try {
    const { linkUrl, proxies } = rim;
    const at = { web: await building, baseUrl, linkUrl, proxies, port, host: rim.host };
    await serve(opened, rim, at, ended);
  } catch (problem) {
    // Closing may wait for the very thing that is gone.
    await Promise.race([opened.close().catch(() => undefined), pause(LAST_PATIENCE)]);
    throw problem;
  }
  await opened.close();
}

const LAST_PATIENCE = 10 * SECOND;

const DEMO_IS_LOCAL =
  "演示店铺只在本机地址上提供：去掉 --host、ZHONGSHU_URL 和 LINK_HOST，或者加上 --no-demo。 The demo exists only on loopback: leave --host, ZHONGSHU_URL and LINK_HOST out, or add --no-demo.";
const NO_ADDRESS =
  "监听所有地址时，还要知道别人用什么网址打开：请设置 ZHONGSHU_URL，例如 ZHONGSHU_URL=https://shop.example.com。 Listening on every address, the product must be told which one people open: set ZHONGSHU_URL, such as ZHONGSHU_URL=https://shop.example.com.";
const DATABASE_LOST =
  "数据库停了，而且没能重新启动；请查看数据目录里的 postgres.log，然后重新运行 npm start。 The database stopped and could not be started again: look into postgres.log in the data folder, then run npm start again.";

/** Resolves when somebody asks the process to stop. */
const told = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
