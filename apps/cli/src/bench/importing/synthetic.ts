import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { DAY, iso, MINUTE } from "@zhongshu/kernel";

/** What an import of the file must come to. Sums in minor units. */
export type Expected = {
  rows: number;
  accepted: number;
  refused: number;
  refunds: number;
  orders: number;
  total: number;
  refunded: number;
};

const HEAD =
  "订单号,下单时间,订单状态,买家昵称,手机号,商品编码,商品名称,数量,单价,运费,实付金额,团长,自提点\n";
const BEGINS = Date.UTC(2025, 0, 1);
const CUSTOMERS = 60_000;

type Order = { readonly lines: readonly string[]; readonly expected: Omit<Expected, "rows"> };

const yuan = (minor: number): string => (minor / 100).toFixed(2);

/**
 * A mall's export, made up by counting: of every 50 orders one was never paid and one given back, a third had something
 * taken off, a fifth tell no prices, some cost postage, and some rows cannot be read. What was paid stands on every row.
 */
function order(i: number, rows: number): Order {
  const unpaid = i % 50 === 7;
  const back = i % 50 === 11;
  const torn = rows === 1 && i % 97 === 3;
  const goods = Array.from({ length: rows }, (_, k) => ({
    ...{ sku: (i * 7 + k * 13) % 900, quantity: 1 + ((i + k) % 3) },
    price: 100 * (5 + ((i * 11 + k * 5) % 60)) + 90,
  }));
  const worth = goods.reduce((sum, { quantity, price }) => sum + quantity * price, 0);
  const postage = i % 6 === 0 ? 600 : 0;
  const paid = worth - (i % 3 === 0 ? 123 : 0) + postage;
  const at = iso(BEGINS + (i % 500) * DAY + (i % 1_000) * MINUTE)
    .slice(0, 19)
    .replace("T", " ");
  const status = unpaid ? "待付款" : back ? "退款成功" : "交易成功";
  const buyer = (i * 31) % CUSTOMERS;
  const head = `SY${String(10_000_000 + i)},${at},${status},客户${buyer},139${String(10_000_000 + buyer)}`;
  const lines = goods.map(({ sku, quantity, price }) => {
    const what = `SKU${sku},商品${sku},${torn ? "若干" : quantity},${i % 5 === 0 ? "" : yuan(price)}`;
    return `${head},${what},${yuan(postage)},${yuan(paid)},团长${i % 40},自提点${i % 90}\n`;
  });
  const none = unpaid || torn;
  return {
    lines,
    expected: {
      ...{ accepted: none ? 0 : rows, refused: none ? rows : 0 },
      ...{ refunds: back && !none ? rows : 0, orders: none ? 0 : 1 },
      ...{ total: none ? 0 : paid, refunded: back && !none ? paid : 0 },
    },
  };
}

/** Writes so many rows, never all of them at once. */
export async function writeSynthetic(path: string, rows: number): Promise<Expected> {
  const sum = { rows, accepted: 0, refused: 0, refunds: 0, orders: 0, total: 0, refunded: 0 };
  async function* texts(): AsyncGenerator<string> {
    yield HEAD;
    let left = rows;
    for (let i = 0; left > 0; ) {
      const held: string[] = [];
      for (; left > 0 && held.length < 5_000; i += 1) {
        const { lines, expected } = order(i, Math.min(left, 1 + (i % 4)));
        left -= lines.length;
        held.push(...lines);
        for (const key of [
          "accepted",
          "refused",
          "refunds",
          "orders",
          "total",
          "refunded",
        ] as const)
          sum[key] += expected[key];
      }
      yield held.join("");
    }
  }
  await pipeline(Readable.from(texts()), createWriteStream(path));
  return sum;
}
