import { open } from "@zhongshu/server";
import { placeOf } from "../../admin/place.ts";
import { HERE, must, offered } from "../../system.ts";
import { bareSql } from "./bare.ts";

/** The server of the bench, in a process of its own: the product as it runs, without pages. */
const say = (line: unknown): boolean =>
  process.stderr.write(`${line instanceof Error ? (line.stack ?? line.message) : line}\n`);

const [data = ""] = process.argv.slice(2);
const opened = await open({
  data,
  fresh: true,
  databaseUrl: undefined,
  smsUrl: undefined,
  baseUrl: HERE,
  demo: true,
  say,
});
const { system } = opened;
const { seal, shop } = must(await placeOf(system, { org: "测量", shop: "测量", create: true }));
const asked = { shop, kind: "browser", name: "bench" } as const;
const key = must(await system.asTenant(seal, (ctx) => system.tenancy.createKey(ctx, asked)));
const listening = await offered(opened);
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
