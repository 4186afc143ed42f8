import type { Admitted, ImportRun } from "@zhongshu/ledger/contract";
import type { Answers } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answers as others, SHOP } from "./fixture.ts";
import { openPhone, type Phone, seen } from "./visit.ts";

const ID = "018f3c1e-0000-7000-8000-0000000000f2";
const counts = {
  rows: 0,
  accepted: 0,
  refused: 0,
  leftOut: 0,
  refunds: 0,
  adjustments: 0,
  orders: 0,
  added: 0,
};
const run: ImportRun = {
  ...{ id: ID, kind: "orders", name: "粘贴的内容", state: "mapped", dryRun: false },
  columns: [
    { column: "单号", field: "number", confidence: 0.98, samples: ["1001", "1002"] },
    { column: "数", field: "quantity", confidence: 0.55, samples: ["2", "1"] },
  ],
  fields: [
    { field: "number", zh: "订单号", en: "Order", required: true },
    { field: "quantity", zh: "数量", en: "Quantity", required: true },
  ],
  ...{ source: "paste", currency: "CNY", bytes: 100, bytesRead: 0, counts, refusedSample: [] },
  ...{ problem: null, undo: null, rememberedAt: null, startedAt: null, endedAt: null },
};
const done: ImportRun = {
  ...{ ...run, state: "done", bytesRead: 100, startedAt: 1, endedAt: 2 },
  counts: { ...counts, rows: 2, accepted: 1, refused: 1, orders: 1, added: 1 },
  refusedSample: [
    { row: 3, reason: { zh: "数量不是一个数。", en: "Not a quantity." }, raw: "1002,两" },
  ],
};
const admitted: Admitted = { ...run, others: [], left: [] };

/** The server of one import: it is done as soon as it is started. */
function answers(asked: string[]): Answers {
  const rest = others({});
  const of = `/shops/${SHOP}/imports`;
  let now = run;
  return (request) => {
    const { method, body } = request;
    const path = request.path.split("?")[0];
    if (!path?.startsWith(of)) return rest(request);
    asked.push(`${method} ${request.path} ${body}`);
    if (method === "POST" && path === of) return { body: admitted };
    if (path === `${of}/${ID}/start`) {
      now = { ...done, dryRun: body.includes('"dryRun":true') };
      return { body: {} };
    }
    return { body: path === of ? { imports: [] } : now };
  };
}

let phone: Phone;
beforeAll(async () => {
  phone = await openPhone();
}, 90_000);
afterAll(() => phone.close());

test("pasted text is read, tried, imported; what was refused is mended on the spot and sent again", async () => {
  const asked: string[] = [];
  await phone.visit(answers(asked), `/${SHOP}/imports`, async (page) => {
    await page.route("**/refused.csv", (route) =>
      route.fulfill({ contentType: "text/csv", body: "\uFEFF单号,数\n1002,两\n" }),
    );
    await seen(page, "还没有导入过");
    await page.getByLabel(/或者粘贴文字/).fill("单号,数\n1001,2\n1002,两");
    await page.getByRole("button", { name: "识别" }).click();
    await seen(page, "每一列当作什么");
    await page.getByLabel("数", { exact: true }).selectOption("");
    await seen(page, "还缺：数量");
    expect(await page.getByRole("button", { name: "开始导入" }).isDisabled()).toBe(true);
    await page.getByLabel("数", { exact: true }).selectOption("quantity");
    await page.getByRole("button", { name: "先试跑" }).click();
    await seen(page, "这是试跑，还没有写入任何数据。");
    await page.getByRole("button", { name: "没问题，正式导入" }).click();
    await seen(page, "数量不是一个数。");
    await page.getByRole("button", { name: "在这里改好再传" }).click();
    await page.getByRole("textbox", { name: "在这里改好再传" }).fill("单号,数\n1002,2\n");
    await page.getByRole("button", { name: "再传一次" }).click();
    await expect
      .poll(() => asked.filter((one) => one.startsWith(`POST /shops/${SHOP}/imports?`)))
      .toHaveLength(2);
    expect(asked.filter((one) => one.includes("/start")).map((one) => one.split(" ")[2])).toEqual([
      expect.stringContaining('"dryRun":true'),
      expect.stringContaining('"dryRun":false'),
    ]);
    expect(asked.findLast((one) => one.includes("imports?"))).toContain("1002,2");
  });
});
