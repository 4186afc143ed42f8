import { rm } from "node:fs/promises";
import { type Instant, shopId } from "@zhongshu/kernel";
import { scratchFolder } from "@zhongshu/postgres";
import { open, random, type System } from "@zhongshu/server";
import { HERE, must, offered } from "../../system.ts";

/** The whole product at an address of its own, living in a time that the market sets. */
export type Product = {
  readonly url: string;
  /** The server key of each shop, and the shop's id, in order. */
  readonly shops: readonly { readonly id: string; readonly key: string }[];
  readonly phone: string;
  setClock(at: Instant): void;
  /** What the product does by itself every few seconds: it looks at what came of closed executions. */
  learn(): Promise<void>;
  close(): Promise<void>;
};

const PHONE = "13800009001";

async function found(system: System, now: Instant, count: number) {
  const actor = { kind: "system", id: "market", name: "market" } as const;
  const by = { actor, now, random };
  const { seal } = must(
    await system.tenancy.createOrganisation(by, {
      name: "market",
      admin: { phone: PHONE, name: "market" },
    }),
  );
  const shops: { id: string; key: string }[] = [];
  for (let n = 1; n <= count; n += 1) {
    const { id } = must(
      await system.asTenant(seal, (ctx) => system.tenancy.createShop(ctx, `shop ${n}`)),
    );
    const asked = { shop: shopId(id), kind: "server", name: "market" } as const;
    const key = must(await system.asTenant(seal, (ctx) => system.tenancy.createKey(ctx, asked)));
    shops.push({ id, key: key.secret });
  }
  return { shops, tenant: seal.tenant };
}

/** Opens the product on a database of its own; everything else is asked and told over HTTP. */
export async function openProduct(began: Instant, shopCount: number): Promise<Product> {
  const time = { now: began };
  const clock = (): Instant => time.now;
  const data = await scratchFolder("loop");
  const opened = await open({
    ...{ data, fresh: true, databaseUrl: undefined, smsUrl: undefined, demo: true, clock },
    baseUrl: HERE,
    say: () => undefined,
  });
  const { system } = opened;
  const listening = await offered(opened);
  const stopping = new AbortController();
  const working = system.reach.work(stopping.signal);
  const { shops, tenant } = await found(system, began, shopCount);
  return {
    ...{ url: listening.url, shops, phone: PHONE },
    setClock: (at) => {
      time.now = at;
    },
    learn: async () => {
      const learn = () => system.asTenant(system.keeper(tenant), (ctx) => system.brain.learn(ctx));
      // It looks at so many in one go; what was looked at is not due again at once.
      while ((await learn()) > 0);
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
