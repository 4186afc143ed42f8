import { type Card, Report } from "@zhongshu/cards";
import type { Ctx } from "@zhongshu/kernel";
import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createBrain, routes, schema } from "../src/index.ts";
import { portsOf, SHOP, DAY as TODAY, world } from "./world.ts";

let db: TestDatabase;
const brain = createBrain(portsOf(world()));
const all = routes(brain);
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const within = <T>(work: (ctx: Ctx) => Promise<T>): Promise<T> => db.asTenant(testSeal(), work);
const call = (name: string, raw: object) => {
  const [method, path] = name.split(" ");
  const route = all.find((one) => one.method === method && one.path === `/shops/:shop/${path}`);
  if (route === undefined) throw new Error(`No route ${name}`);
  return within((ctx) => route.answer(ctx, { shop: SHOP, ...raw }));
};
async function dueCard(): Promise<Card> {
  const today = await within((ctx) => brain.today(ctx, SHOP, TODAY));
  const card = today.ok ? today.value.cards.find(({ kind }) => kind === "due-again") : undefined;
  if (card === undefined) throw new Error("No card");
  return card;
}

test("BR21 BR26 BR31 over HTTP: preview, one tap with its key, the report as data and as text, calibration", async () => {
  const { id: card } = await dueCard();
  const tap = { card, style: "expert", way: "named-copy" };
  const seen = await call("POST cards/:card/preview", tap);
  expect(seen).toMatchObject({ ok: true, value: { preview: { way: "named-copy" } } });
  expect(await call("POST cards/:card/execute", tap)).toMatchObject({
    error: { code: "request.malformed" },
  });
  const far = { ...tap, holdOutShare: 0.8 };
  expect(await call("POST cards/:card/preview", far)).toMatchObject({ error: { status: 400 } });
  const done = await call("POST cards/:card/execute", { ...tap, holdOutShare: 0, key: "k" });
  expect(done).toMatchObject({ ok: true, value: { holdOutShare: 0, way: "named-copy" } });
  const [first] = await within((ctx) =>
    ctx.sql.rows<{ execution: string }>("select execution from brain.tap"),
  );
  const one = { execution: first?.execution };
  const data = await call("GET executions/:execution/report", one);
  if (!data.ok) throw new Error(data.error.code);
  expect(Report.parse(data.value).state).toBe("open");
  const asked = { ...one, as: "plain", lang: "en" };
  expect(await call("GET executions/:execution/report", asked)).toMatchObject({
    ok: true,
    value: { text: expect.stringContaining("Those written to") },
  });
  expect(await call("GET calibration", {})).toMatchObject({ ok: true, value: { cases: [] } });
  const nobody = { execution: "00000000-0000-7000-8000-0000000000ff" };
  expect(await call("GET executions/:execution/report", nobody)).toMatchObject({
    error: { status: 404 },
  });
});

test("BR30 over HTTP: a question that no row can hold is refused, any other is answered", async () => {
  expect(await call("POST ask", { text: "\u0000" })).toMatchObject({ error: { status: 400 } });
  expect(await call("POST ask", { text: "唱首歌" })).toMatchObject({
    ok: true,
    value: { understood: false },
  });
});
