import { HOUR, iso, type ProfileId } from "@zhongshu/kernel";
import type { System } from "@zhongshu/server";
import type { Place } from "../../admin/place.ts";
import { must } from "../../system.ts";
import type { Person } from "./town.ts";

type At = { readonly system: System; readonly place: Place };

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

export type Sheet = { readonly name: string; readonly kind: string; readonly text: string };

/** Sends a file and leaves it there, with its columns as they were recognised. */
export const send = async ({ system, place }: At, { name, kind, text }: Sheet) =>
  must(
    await system.imports.upload(place.seal, { shop: place.shop, kind, name, body: bytesOf(text) }),
  );

/** Sends a file and reads it in; the run. */
export async function readIn(at: At, sheet: Sheet) {
  const { system, place } = at;
  const { seal, shop } = place;
  const { id, columns, source, currency } = await send(at, sheet);
  const start = { shop, id, columns, source, currency, dryRun: false };
  must(await system.asTenant(seal, (ctx) => system.imports.begin(ctx, start)));
  await system.imports.perform(seal, id, () => undefined);
  const run = must(await system.asTenant(seal, (ctx) => system.imports.get(ctx, { shop, id })));
  if (run.state !== "done") throw new Error(`${name(sheet)}: ${run.problem?.en ?? run.state}`);
  return run;
}
const name = (sheet: Sheet): string => sheet.name;

/** As a shop's system or its page sends events; `historical` keeps the times that it tells. */
export async function tell(
  { system }: Pick<At, "system">,
  {
    key,
    batch,
    historical,
  }: {
    readonly key: string;
    readonly batch: readonly object[];
    readonly historical: boolean;
  },
): Promise<void> {
  const answer = await system.ledger.intake({
    path: historical ? "/v1/import" : "/v1/batch",
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString("base64")}` },
    body: Buffer.from(JSON.stringify({ batch })),
  });
  if (answer.status !== 200) throw new Error(`Events were refused: ${JSON.stringify(answer)}`);
}

const PRODUCT = { product: "P1", sku: "P1-S" } as const;

export async function goods({ system, place: { seal, shop } }: At): Promise<void> {
  const skus = [{ id: PRODUCT.sku, listPrice: { minor: 4_990, currency: "CNY" }, stock: 9_999 }];
  const product = { ...{ shop, product: PRODUCT.product, title: "有机米粉" }, category: "辅食" };
  must(
    await system.asTenant(seal, (ctx) => system.goods.put(ctx, { ...product, window: null, skus })),
  );
}

/** Writes to these customers as an owner's tap does; who is to be written to by hand is ticked. */
export async function writeTo(
  { system, place: { seal, shop } }: At,
  way: "inbox" | "named-copy",
  persons: readonly ProfileId[],
): Promise<string> {
  const plan = {
    ...{ shop, key: `erase ${way}`, card: null, play: "due-again", title: "有机米粉" },
    ...{ way, ...PRODUCT, style: "warm", template: "亲，{{title:P1}} 到货了，现在 {{price:P1-S}}" },
    ...{ to: { persons }, holdOut: 0.2, windowMs: HOUR, returnMs: HOUR },
  };
  const { id } = must(await system.asTenant(seal, (ctx) => system.reach.execute(ctx, plan)));
  while ((await system.reach.runDue()) > 0);
  if (way === "inbox") return id;
  const drawn = await system.asTenant(seal, (ctx) =>
    system.reach.assigned(ctx, { shop, execution: id }),
  );
  for (const { profile } of drawn.filter(({ state }) => state === "listed").slice(0, 9))
    must(
      await system.asTenant(seal, (ctx) =>
        system.reach.tick(ctx, { shop, execution: id, profile }),
      ),
    );
  return id;
}

/** Comes in by a link of the shop's, opens what lies there and follows it. */
export async function visit({ system, place }: At, profile: ProfileId): Promise<void> {
  const { seal, shop } = place;
  const { url } = must(
    await system.asTenant(seal, (ctx) => system.inbox.invite(ctx, { shop, profile })),
  );
  const token = url.slice(url.lastIndexOf("/") + 1);
  const caller = { customer: null, visitor: null, user: null };
  const entered = must(
    await system.asTenant(seal, (ctx) => system.inbox.enter(ctx, { token, caller })),
  );
  const customer = await system.inbox.customerOf(entered.session ?? "", seal);
  if (customer === null) throw new Error("The customer was not let in");
  await system.asTenant(customer.seal, async (ctx) => {
    const { messages } = must(await system.inbox.read(ctx, customer));
    for (const { id, link } of messages) {
      must(await system.inbox.opened(ctx, { shop, profile: customer.profile, message: id }));
      const code = link.slice(link.lastIndexOf("/") + 1);
      must(await system.links.seen(ctx, { code, caller: { customer, visitor: null, user: null } }));
    }
  });
}

export const clock = (at: number): string =>
  iso(at + 8 * HOUR)
    .slice(0, 19)
    .replace("T", " ");

const lines = (rows: readonly (readonly (string | number)[])[]): string =>
  rows.map((row) => row.join(",")).join("\n");

export const customersSheet = (town: readonly Person[]): Sheet => ({
  ...{ name: "客户.csv", kind: "customers" },
  text: lines([
    [
      "客户编号",
      "手机号",
      "姓名",
      "昵称",
      "unionid",
      "openid",
      "企微客户ID",
      "邮箱",
      "城市",
      "生日",
    ],
    ...town.map((p) => [
      ...[p.id, p.phone, p.name, p.nickname, p.unionid, p.openid, p.external, p.email],
      ...["杭州", "1990-01-02"],
    ]),
    // Nobody is named here, and the row is kept to be mended.
    ...town.slice(0, 9).map((p) => ["", p.masked, "", "", "", "", "", p.email, "杭州", p.name]),
  ]),
});

const ORDER = [
  "订单号",
  "商品编码",
  "商品名称",
  "数量",
  "单价",
  "下单时间",
  "客户编号",
  "收货人",
  "手机号",
  "买家留言",
];
const bought = (p: Person, n: number, at: number): readonly (string | number)[] => [
  ...[`E${100_000 + n}`, "P1-S", "有机米粉", 1 + (n % 3), "49.90", clock(at)],
  ...[p.id, p.name, p.phone, `${p.nickname}要的`],
];

export const ordersSheet = (town: readonly Person[], now: number): Sheet => ({
  ...{ name: "订单.csv", kind: "orders" },
  text: lines([
    ORDER,
    ...town.map((p, n) => bought(p, n, now - (n + 30) * HOUR)),
    ...town.map((p, n) => bought(p, 1_000 + n, now - (n + 90) * HOUR)),
    // Nothing can be bought by this row: it is refused, and kept as it was.
    ...town.slice(0, 9).map((p, n) => bought(p, 2_000 + n, now).with(3, "许多")),
  ]),
});

/** The first orders once more, with a line that the first file did not have. */
export const again = (town: readonly Person[], now: number): Sheet => ({
  ...{ name: "订单-补.csv", kind: "orders" },
  text: lines([
    ORDER,
    ...town.flatMap((p, n) => [
      bought(p, n, now - (n + 30) * HOUR),
      bought(p, n, now - (n + 30) * HOUR)
        .with(1, "P2-S")
        .with(2, "有机面"),
    ]),
  ]),
});

export const membersSheet = (town: readonly Person[]): Sheet => ({
  ...{ name: "群成员.csv", kind: "members" },
  text: lines([
    ["群名称", "客户编号", "昵称", "手机号", "入群时间"],
    ...town.map((p) => ["晨光一群", p.id, p.nickname, p.phone, "2026-03-02 10:00"]),
  ]),
});
