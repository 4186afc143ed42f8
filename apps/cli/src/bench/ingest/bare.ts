import { randomUUID } from "node:crypto";
import type { AsTenant, Seal, ShopId } from "@zhongshu/kernel";
import type { Fact, Ledger } from "@zhongshu/ledger";

type Bare = {
  readonly asTenant: AsTenant;
  readonly ledger: Pick<Ledger, "append">;
  readonly seal: Seal;
  readonly shop: ShopId;
};
const ROWS = 1_000;
const CONNECTIONS = 2;

const pick = (n: number): number => Math.floor(Math.random() * n);

function fact({ seal, shop }: Bare, connection: number): Fact {
  const product = Math.min(pick(1_200), pick(1_200));
  const now = Date.now();
  const type = ["product_viewed", "product_viewed", "product_viewed", "product_clicked"][pick(5)];
  return {
    tenant: seal.tenant,
    shop,
    messageId: randomUUID(),
    type: type ?? "product_added",
    version: 1,
    // Persons are split among the connections as the lanes split them, or they would wait for each other.
    anonymousId: `visitor-${pick(5_000 / CONNECTIONS) * CONNECTIONS + connection}`,
    userId: null,
    at: now,
    receivedAt: now,
    properties: {
      product: `p${product}`,
      sku: `p${product}-s`,
      category: `类目${product % 30}`,
      name: `有机辅食 ${product} 号`,
      price: { minor: 1_000 + (product % 300) * 10, currency: "CNY" },
      quantity: 1,
    },
  };
}

/** Events a second of the same transaction in batches of 1,000, on as many connections as there are lanes. */
export async function bareSql(bare: Bare, seconds: number): Promise<number> {
  const batches = Array.from({ length: CONNECTIONS }, (_, connection) =>
    Array.from({ length: 15 * seconds }, () =>
      Array.from({ length: ROWS }, () => fact(bare, connection)),
    ),
  );
  const start = performance.now();
  const late = start + seconds * 1_000;
  const done = await Promise.all(
    batches.map(async (mine) => {
      let stored = 0;
      while (performance.now() < late) {
        const batch = mine.pop();
        if (batch === undefined) throw new Error("The prepared batches ran out: prepare more");
        await bare.asTenant(bare.seal, (ctx) => bare.ledger.append(ctx, batch));
        stored += batch.length;
      }
      return stored;
    }),
  );
  return done.reduce((a, b) => a + b, 0) / ((performance.now() - start) / 1_000);
}
