import { createHttp } from "@zhongshu/http";
import type { Refusal, Result } from "@zhongshu/kernel";
import { clock, doorsOf, open, random } from "@zhongshu/server";
import { placeOf } from "../../admin/place.ts";
import { bareSql } from "./bare.ts";

/** The server of the bench, in a process of its own: the product as it runs, without pages. */
const say = (line: unknown): boolean =>
  process.stderr.write(`${line instanceof Error ? (line.stack ?? line.message) : line}\n`);

function must<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(result.error.message.en);
  return result.value;
}

const [data = ""] = process.argv.slice(2);
const opened = await open({
  data,
  fresh: true,
  databaseUrl: undefined,
  smsUrl: undefined,
  baseUrl: "http://127.0.0.1",
  demo: true,
  say,
});
const { system } = opened;
const { seal, shop } = must(await placeOf(system, { org: "测量", shop: "测量", create: true }));
const asked = { shop, kind: "browser", name: "bench" } as const;
const key = must(await system.asTenant(seal, (ctx) => system.tenancy.createKey(ctx, asked)));
const http = createHttp({
  ...doorsOf(system, opened.auth),
  baseUrl: "http://127.0.0.1",
  ready: async () => true,
  now: clock,
  random,
  report: ({ error }) => say(error),
});
const listening = await http.listen(0, "127.0.0.1");
const stopping = new AbortController();
const dispatching = system.ledger.dispatch([], stopping.signal);

process.on("message", async (message) => {
  if (message === "bare") {
    const { asTenant, ledger } = system;
    process.send?.({ perSecond: await bareSql({ asTenant, ledger, seal, shop }, 6) });
  }
  if (message === "stop") {
    stopping.abort();
    await listening.close();
    await dispatching;
    await opened.close();
    process.disconnect();
  }
});
process.send?.({ url: listening.url, key: key.secret });
