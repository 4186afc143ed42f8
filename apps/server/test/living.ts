import { rm } from "node:fs/promises";
import type { Instant, SqlValue } from "@zhongshu/kernel";
import { scratchFolder } from "@zhongshu/postgres";
import { type DemoKey, seedDemo } from "../src/demo/seed.ts";
import { background, open, random } from "../src/index.ts";
import { listenOn, portOf } from "../src/listen.ts";
import type { Opened } from "../src/open.ts";
import { buildWeb } from "../src/web/build.ts";

/** The product as `npm start` runs it, with pages, worker and all, in a time that only this test moves. */
export type Living = {
  readonly url: string;
  readonly keys: readonly DemoKey[];
  readonly time: { now: Instant };
  /** Reads rows past every room. */
  rows<Row extends object>(sql: string, values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** What the product does by itself every few seconds. */
  learn(): Promise<void>;
  close(): Promise<void>;
};

const HOST = "127.0.0.1";

type Fill = (
  opened: Opened,
  at: { readonly now: Instant; random(): number },
) => Promise<readonly DemoKey[]>;

/** Nobody has signed up yet. */
export const EMPTY: Fill = async () => [];

export async function openLiving(began: Instant, fill: Fill = seedDemo): Promise<Living> {
  const time = { now: began };
  const data = await scratchFolder("living");
  const port = await portOf({ port: 0, host: HOST });
  const url = `http://${HOST}:${port}`;
  const opened = await open({
    ...{ data, fresh: true, databaseUrl: undefined, smsUrl: undefined, demo: true, signUp: true },
    ...{ baseUrl: url, clock: () => time.now, say: () => undefined },
  });
  const { system } = opened;
  const keys = await fill(opened, { now: began, random });
  const web = await buildWeb();
  const address = { web, host: HOST, port, baseUrl: url, linkUrl: null, proxies: 0 };
  const listening = await listenOn(opened, address);
  const stopping = new AbortController();
  const working = background(system, stopping.signal);
  const keeper = async () => {
    const [organisation] = await system.directory();
    if (organisation === undefined) throw new Error("There is no organisation");
    return system.keeper(organisation.tenant);
  };
  return {
    ...{ url, keys, time },
    rows: async (sql, values) =>
      system.asTenant(await keeper(), (ctx) => ctx.sql.rows(sql, values)),
    learn: async () => {
      await system.asTenant(await keeper(), (ctx) => system.brain.learn(ctx));
    },
    close: async () => {
      stopping.abort();
      await listening.close();
      await working;
      await opened.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
