import type { Recipient } from "@zhongshu/reach/contract";
import { type Browser, openBrowser, type Page, servePages } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWeb } from "../../server/src/web/build.ts";
import { SHOP } from "./fixture.ts";
import { due, RUN, type RunScene, recipient, rising, runAnswers } from "./runs.fixture.ts";

let browser: Browser;
let dist: string;
beforeAll(async () => {
  [browser, { h5: dist }] = await Promise.all([openBrowser(), buildWeb()]);
}, 90_000);
afterAll(() => browser.close());

/** Opens a page at 390 px, gives it to `see` and fails on anything thrown inside it, or wider than the phone. */
async function visit(scene: RunScene, path: string, see: (page: Page) => Promise<void>) {
  const server = await servePages({ base: "/m", dist, answers: runAnswers(scene) });
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  const page = await context.newPage();
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  try {
    await page.goto(`${server.url}/m/${SHOP}${path}`);
    await see(page);
    expect(thrown).toEqual([]);
    const wide = await page.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");
    expect(wide, "nothing is wider than the phone").toBe(false);
  } finally {
    await context.close();
    await server.close();
  }
}
const seen = (page: Page, text: string | RegExp) =>
  page.getByText(text).first().waitFor({ timeout: 8_000 });

test("one tap says what it will do, sends once, and leads to what became of it", () => {
  const asked: string[] = [];
  return visit({ asked }, `/cards/${due.id}`, async (page) => {
    await page.getByRole("button", { name: "一键发送" }).click();
    await seen(page, "留 18 位先不发，看看有没有用");
    await seen(page, "还不知道愿不愿意收消息");
    await seen(page, "每人 7 天最多 3 条");
    await page.getByRole("button", { name: "发给 62 人" }).click();
    await seen(page, "战报");
    expect(page.url()).toContain(`/runs/${RUN}`);
    const taps = asked.filter((line) => line.includes("/execute"));
    expect(taps.length).toBe(1);
    expect(taps[0]).toMatch(/"way":"inbox".*"key":"[0-9a-f-]{36}"/);
  });
});

test("what a tap is refused for is read over the button, without any scrolling", () =>
  visit({ refuseTap: true }, `/cards/${due.id}`, async (page) => {
    await page.getByRole("button", { name: "一键发送" }).click();
    const tap = page.getByRole("button", { name: "发给 62 人" });
    await tap.click();
    const refused = page.getByText("这张卡片已经发过了");
    await refused.waitFor();
    const [word, button] = await Promise.all([refused.boundingBox(), tap.boundingBox()]);
    expect((word?.y ?? 0) + (word?.height ?? 844)).toBeLessThanOrEqual(button?.y ?? 0);
    // What lies at that place is the word itself, and nothing over it.
    const { x, y } = word ?? { x: 0, y: 0 };
    const top = await page.evaluate<string | null>(
      `document.elementFromPoint(${x + 20}, ${y + 8}).textContent`,
    );
    expect(top).toContain("这张卡片已经发过了");
  }));

test("the owner may leave nobody out, and is told that it then proves nothing", () => {
  const asked: string[] = [];
  const unproven = { zh: "全都发，这次的效果就没法验证。", en: "Unproven." };
  return visit({ asked, confirm: { unproven } }, `/cards/${due.id}`, async (page) => {
    await page.getByRole("button", { name: "一键发送" }).click();
    await page.getByRole("checkbox").click();
    await seen(page, unproven.zh);
    await seen(page, "不留，全都发");
    expect(await page.getByText("留 18 位先不发").count()).toBe(0);
    // Beside the switch and over the button, without any scrolling.
    const [note, tap] = await Promise.all([
      page.getByText(unproven.zh).boundingBox(),
      page.getByRole("button", { name: "发给 62 人" }).boundingBox(),
    ]);
    expect((note?.y ?? 0) + (note?.height ?? 0)).toBeLessThan(tap?.y ?? 0);
    await expect.poll(() => asked.some((line) => line.includes('"holdOutShare":0'))).toBe(true);
  });
});

test("a rising card goes into its group first; where nobody can be written to the tap is closed", () =>
  visit(
    { confirm: { preview: { ...runPreview(), way: "group-copy", toSend: 0, toHoldOut: 0 } } },
    `/cards/${rising.id}`,
    async (page) => {
      await page.getByRole("button", { name: "一键发送" }).click();
      const tap = page.getByRole("button", { name: "这次没有人可以发" });
      await tap.waitFor();
      expect(await tap.isDisabled()).toBe(true);
      expect(await page.getByRole("checkbox").count(), "one group leaves nobody out").toBe(0);
    },
  ));

const runPreview = () => ({
  way: "group-copy" as const,
  audience: 1,
  toSend: 1,
  later: null,
  toHoldOut: 0,
  holdOutShare: 0,
  stopped: [],
  groups: [],
  cost: { minor: 0, currency: "CNY" },
  left: { zh: "这个群这周还能发 3 次", en: "3 more this week" },
});

test("RE32 the sheet names each group, which are left out today and why, and that each has its own link", () => {
  const group = (n: number, name: string, today: "posted" | "held-out", zh: string | null) => ({
    ...{ community: `018f3c1e-0000-7000-8000-00000000050${n}`, name, today },
    reason: zh === null ? null : { zh, en: zh },
  });
  const groups = [
    group(1, "宝妈一群", "posted", null),
    group(2, "宝妈二群", "held-out", "今天抽到先不发，看看有没有用。"),
    group(3, "打卡群", "posted", null),
  ];
  const preview = { ...runPreview(), audience: 3, toSend: 2, toHoldOut: 1, groups };
  return visit({ confirm: { preview } }, `/cards/${rising.id}`, async (page) => {
    await page.getByRole("button", { name: "一键发送" }).click();
    const rows = page.locator(".groups-today li");
    await expect.poll(() => rows.count()).toBe(3);
    expect(await rows.nth(1).textContent()).toBe("宝妈二群今天先不发");
    await seen(page, "今天抽到先不发，看看有没有用。");
    await seen(page, "每个群有自己的链接，复制文案时带上。");
    await page.getByRole("button", { name: "发到 2 个群" }).waitFor();
  });
});

test("a report keeps what it changed apart from what it sold, and every figure opens to its rows", () =>
  visit({}, `/runs/${RUN}`, async (page) => {
    await seen(page, "暂估");
    await seen(page, "还看不出来：一边还不到 30 位会买的人。");
    await seen(page, "单看一次要大约 650 人");
    await seen(page, "95% 的把握多赚 ¥610–1,430");
    await page.getByRole("button", { name: /下单/ }).click();
    await seen(page, "王欣怡");
  }));

test("a report tells what was promised beside what came, who was reached, and what each sum and the whole play rest on", () => {
  const asked: string[] = [];
  return visit({ asked }, `/runs/${RUN}`, async (page) => {
    const said = page.locator(".said > div");
    await said.first().waitFor();
    expect(await said.allTextContents()).toEqual([
      "说一共会有多少人买9–16 人后来 16 人 · 说中了",
      "说发这一次多赚¥90–260后来：还看不出来",
    ]);
    await seen(page, "安排发 62 人，实际发到 58 人");
    await seen(page, "另有 2 次统计的时间不一样长。");
    const buttons = ["后来 16 人", "看看是哪 12 次", /^预估/, /^退款扣回/];
    for (const name of buttons) {
      await page.getByRole("button", { name }).click();
      await seen(page, "王欣怡");
      await page.getByRole("button", { name: "关闭" }).click();
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
    const rows = asked.flatMap((line) => /\/(rows\/\w+)/.exec(line)?.[1] ?? []);
    expect(rows).toEqual(["came", "pooled", "estimated", "clawedBack"].map((key) => `rows/${key}`));
  });
});

test("gross and lift stand in columns of their own, and both sides of a comparison open to rows", () => {
  const asked: string[] = [];
  return visit({ asked }, `/runs/${RUN}`, async (page) => {
    const columns = page.locator(".sides > div");
    expect(await columns.nth(0).textContent()).toMatch(
      /一共卖了（佣金）\s*¥160\.60\s*发到的人里 14 位下单/,
    );
    expect(await columns.nth(1).textContent()).toMatch(
      /还看不出来\s*各店同样的做法 12 次、发给 910 人合起来：多赚 ¥610–1,430/,
    );
    await page.getByRole("button", { name: "18 人里 2 人买" }).click();
    await seen(page, "王欣怡");
    expect(asked.some((line) => line.includes(`${RUN}/report/rows/held-out`))).toBe(true);
  });
});

test("what is going out can be stopped, and what cannot be called back is said", () => {
  const asked: string[] = [];
  const counts = { waiting: 40, listed: 0, sent: 22, heldOut: 18, stopped: 4, cancelled: 0 };
  return visit({ asked, execution: { state: "running", counts } }, `/runs/${RUN}`, async (page) => {
    await page.getByRole("button", { name: "停止发送" }).click();
    await seen(page, "已经发出的 22 条收不回来");
    await page.getByRole("button", { name: "停止发送" }).last().click();
    await seen(page, "停下了 40 条");
    expect(asked.some((line) => line.endsWith("/cancel {}"))).toBe(true);
  });
});

test("RE76 at night the sheet says how many go only in the morning, and the run until when they wait", () => {
  const at = Date.UTC(2026, 10, 24);
  const why = { zh: "现在是休息时间，11-24 08:00 以后再发。", en: "Quiet hours." };
  const preview = { ...runPreview(), way: "inbox" as const, toSend: 20, toHoldOut: 6 };
  const counts = { waiting: 20, listed: 0, sent: 0, heldOut: 6, stopped: 0, cancelled: 0 };
  const scene = {
    confirm: { preview: { ...preview, later: { count: 20, at, why } } },
    execution: { state: "running" as const, counts, waitsUntil: at, stops: [] },
  };
  return visit(scene, `/cards/${due.id}`, async (page) => {
    await page.getByRole("button", { name: "一键发送" }).click();
    await seen(page, why.zh);
    const rows = page.locator(".counts > div");
    expect(await rows.nth(0).textContent()).toBe("现在就发0 人");
    expect(await rows.nth(1).textContent()).toBe(`到点再发 ${why.zh}20 人`);
    await page.getByRole("button", { name: /08:00 起发给 20 人/ }).click();
    await seen(page, "等到点再发");
    await seen(page, /休息时间不打扰客户：排队中的 20 人 .*08:00 再发。/);
    await page.getByRole("button", { name: "停止发送" }).click();
    await seen(page, "还有 20 人没发，现在停止？");
  });
});

test("a named list has each person's own words and is ticked off", () => {
  const asked: string[] = [];
  const counts = { waiting: 0, listed: 3, sent: 0, heldOut: 1, stopped: 0, cancelled: 0 };
  const scene = {
    asked,
    execution: { state: "running" as const, way: "named-copy" as const, counts },
  };
  return visit(scene, `/runs/${RUN}`, async (page) => {
    await seen(page, "等你发的名单");
    await seen(page, "好久不见～上次带走的纸尿裤");
    expect(await page.getByText("好久不见～上次带走的纸尿裤").count()).toBe(1);
    expect(await page.getByText("✓ 已发").count(), "nobody has been written to yet").toBe(0);
    await page.getByRole("button", { name: "标记已发" }).first().click();
    await expect.poll(() => asked.some((line) => /recipients\/[^ ]+\/sent/.test(line))).toBe(true);
    Object.assign(counts, { listed: 2, sent: 1 });
    await seen(page, "✓ 已发");
  });
});

test("RE29 what may not be sent just now says why and is not copied; another price than before is warned of", () => {
  const counts = { waiting: 0, listed: 2, sent: 1, heldOut: 0, stopped: 0, cancelled: 0 };
  const quiet = { zh: "晚上十点到早上八点不打扰客户。", en: "Quiet hours." };
  const warning = { zh: "之前发的写的是 ¥69，现在是 ¥59.9。", en: "It was ¥69 before." };
  const people = {
    recipients: [{ ...recipient(0), text: null, reason: quiet }, recipient(1)],
    warning,
  };
  const execution = { state: "running" as const, way: "named-copy" as const, counts };
  return visit({ execution, people }, `/runs/${RUN}`, async (page) => {
    await seen(page, quiet.zh);
    await seen(page, warning.zh);
    const copies = page.getByRole("button", { name: "复制文案" });
    expect(await copies.first().isDisabled()).toBe(true);
    expect(await copies.last().isDisabled()).toBe(false);
  });
});

test("RE29 people of one name are told apart, and copying reads the row again: price, condition, end, another price than before", () => {
  const asked: string[] = [];
  const counts = { waiting: 0, listed: 2, sent: 0, heldOut: 0, stopped: 0, cancelled: 0 };
  const named = (n: number, apart: Recipient["apart"]) => ({
    ...{ ...recipient(n), name: "王芳" },
    ...(apart === undefined ? {} : { apart }),
  });
  const phone = { nickname: null, userId: null, phone: "138****5678", lastOrderAt: null };
  const nickname = {
    nickname: "芳芳",
    phone: null,
    userId: null,
    lastOrderAt: Date.UTC(2026, 10, 3),
  };
  const people = { recipients: [named(0, phone), named(1, nickname)] };
  const execution = { state: "running" as const, way: "named-copy" as const, counts };
  return visit({ asked, execution, people }, `/runs/${RUN}`, async (page) => {
    await seen(page, "手机 138****5678");
    await seen(page, "昵称 芳芳 · 最近下单 2026年11月3日");
    await page.getByRole("button", { name: "复制文案" }).last().click();
    await seen(page, "券后 ¥59.9（满 80 可用），有效至 12月3日 24:00。");
    await seen(page, "之前发的写的是 ¥69，现在是 ¥59.9。");
    expect(asked.some((line) => /recipients\/[^ ]+\/copied/.test(line))).toBe(true);
  });
});

test("RE29 what holds back everybody on the list is said once", () => {
  const counts = { waiting: 0, listed: 2, sent: 0, heldOut: 0, stopped: 0, cancelled: 0 };
  const over = { zh: "这次的统计时间已经过了。", en: "The time is over." };
  const held = (n: number) => ({ ...recipient(n), text: null, reason: over });
  const people = { recipients: [held(0), held(1)], words: null };
  const execution = { state: "running" as const, way: "named-copy" as const, counts };
  return visit({ execution, people }, `/runs/${RUN}`, async (page) => {
    await seen(page, over.zh);
    expect(await page.getByText(over.zh).count()).toBe(1);
    expect(await page.getByRole("button", { name: "复制文案" }).first().isDisabled()).toBe(true);
  });
});

test("every word of the legend stands on one line", () => {
  const counts = { waiting: 2, listed: 0, sent: 3, heldOut: 1, stopped: 1, cancelled: 0 };
  const execution = { state: "running" as const, way: "group-copy" as const, counts };
  return visit({ execution }, `/runs/${RUN}`, async (page) => {
    const words = page.locator(".legend li");
    await words.first().waitFor();
    const boxes = await Promise.all((await words.all()).map((word) => word.boundingBox()));
    expect(boxes.length).toBe(4);
    expect(new Set(boxes.map((box) => box?.height)).size).toBe(1);
  });
});

test("a list that is still being made fills while it is looked at", () => {
  const asked: string[] = [];
  const counts = { waiting: 3, listed: 0, sent: 0, heldOut: 1, stopped: 0, cancelled: 0 };
  const scene = {
    asked,
    execution: { state: "running" as const, way: "named-copy" as const, counts },
  };
  const reads = () => asked.filter((line) => line.includes("/recipients")).length;
  return visit(scene, `/runs/${RUN}`, async (page) => {
    await expect.poll(reads).toBe(1);
    Object.assign(counts, { waiting: 0, listed: 3 });
    await expect.poll(reads, { timeout: 8_000 }).toBe(2);
    await seen(page, "等你发的名单");
  });
});

test("a group post warns of an earlier copy at another price", () =>
  visit({ execution: { state: "running", way: "group-copy" } }, `/runs/${RUN}`, async (page) => {
    await page.getByRole("button", { name: "复制文案" }).click();
    await seen(page, "之前复制的价格是 ¥69，现在是 ¥59.9。");
  }));

test("what was sent is listed; an empty list leads to the cards", async () => {
  await visit({}, "/runs", (page) => seen(page, "发出 62 · 先不发 18 · 点开 23"));
  await visit({ none: true }, "/runs", (page) => seen(page, "还没有发过"));
});

test("a question is answered by rows, figures open, and other questions are offered", () =>
  visit({}, "", async (page) => {
    await page.getByRole("textbox", { name: "问一句" }).fill("昨天那个卖得怎么样");
    await page.getByRole("button", { name: "问", exact: true }).click();
    await seen(page, "昨天发了 1 次。");
    await seen(page, "11月24日买过");
    await page.getByRole("button", { name: /已结算佣金/ }).click();
    await seen(page, "王欣怡");
  }));
