import { openTestDatabase, type TestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must, openWorld, person, persons, planFor, uuid, type World } from "../../test/world.ts";
import { weighAgain } from "../execution/weigh.ts";
import { SAYABLE } from "../execution/words.ts";
import { USUAL_POLICY } from "../gate/policy.ts";
import { routes, schema } from "../index.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase([schema]);
});
afterAll(() => db.close());

const steps = async (world: World, n: number) => {
  const plan = planFor(world.shop, { to: persons(n, n + 1) });
  const { stopped } = must(await world.as((ctx) => world.reach.preview(ctx, plan)));
  return stopped.filter(({ step }) => step === "consent").map(({ reason }) => reason.zh);
};

test("RE20 agreeing lets somebody be written to; taking it back stops it, and so does opting out until withdrawn", async () => {
  const world = openWorld(db);
  const about = { shop: world.shop, profile: person(1) };
  const form = { ...about, channel: "app", proof: "表单" } as const;
  expect(await steps(world, 1)).toEqual([expect.stringContaining("还不知道")]);
  must(await world.as((ctx) => world.reach.agree(ctx, form)));
  must(await world.as((ctx) => world.reach.agree(ctx, { ...form, proof: "又填了一次" })));
  expect(await steps(world, 1)).toEqual([]);
  world.at.now += 1_000;
  await world.as((ctx) => world.reach.optOut(ctx, { ...about, channel: "all", proof: "电话" }));
  world.at.now += 1_000;
  must(await world.as((ctx) => world.reach.agree(ctx, { ...form, channel: "all" })));
  expect(await steps(world, 1)).toEqual([expect.stringContaining("不想再收")]);
  const back = { ...about, channel: "all", proof: "店里" } as const;
  must(await world.as((ctx) => world.reach.withdrawOptOut(ctx, back)));
  expect(await steps(world, 1)).toEqual([]);
  for (const channel of ["app", "all"] as const)
    must(await world.as((ctx) => world.reach.withdrawAgreement(ctx, { ...form, channel })));
  expect(await steps(world, 1)).toEqual([expect.stringContaining("没有同意")]);
  const said = must(await world.as((ctx) => world.reach.agreements(ctx, about)));
  expect(said.map(({ channel, proof }) => `${channel} ${proof}`)).toEqual(["all 表单", "app 表单"]);
  expect(
    await world.as((ctx) => world.reach.withdrawAgreement(ctx, { ...form, channel: "sms" })),
  ).toMatchObject({ ok: false, error: { code: "reach.not-agreed" } });
});

test("RE20 agreeing to one channel says nothing of another", async () => {
  const world = openWorld(db);
  const told = { shop: world.shop, profile: person(1), channel: "sms", proof: "短信" } as const;
  must(await world.as((ctx) => world.reach.agree(ctx, told)));
  expect(await steps(world, 1)).toHaveLength(1);
});

test("RE72 who refused notices is still sent suggestions, and a refusal of suggestions stops them only", async () => {
  const world = openWorld(db);
  await world.agree(1, 2);
  const about = { shop: world.shop, profile: person(1), channel: "all", proof: "电话" } as const;
  const notices = { ...about, purpose: "notices" } as const;
  must(await world.as((ctx) => world.reach.optOut(ctx, notices)));
  expect(await steps(world, 1)).toEqual([]);
  const may = (kind: "optional" | "transactional" | "reply") =>
    world.as(async (ctx) => {
      const message = { kind, channel: "app", to: "person" } as const;
      const scales = {
        shop: world.shop,
        message,
        policy: USUAL_POLICY,
        said: SAYABLE,
        plain: new Set<never>(),
      };
      return (await weighAgain(ctx, scales, [person(1)])).get(person(1))?.decision;
    });
  expect([await may("optional"), await may("transactional"), await may("reply")]).toEqual([
    ...["send", "refuse", "send"],
  ]);
  must(await world.as((ctx) => world.reach.withdrawOptOut(ctx, notices)));
  must(await world.as((ctx) => world.reach.optOut(ctx, about)));
  expect([await may("optional"), await may("transactional")]).toEqual(["refuse", "send"]);
});

test("RE73 each word, and taking it back, has a number that the audit tells too", async () => {
  const world = openWorld(db);
  const told = { shop: world.shop, profile: person(1), channel: "all", proof: "表单" } as const;
  must(await world.as((ctx) => world.reach.agree(ctx, told)));
  const [said] = must(await world.as((ctx) => world.reach.withdrawAgreement(ctx, told)));
  const kept = [said?.id, said?.withdrawnId];
  expect(kept.every((id) => typeof id === "string")).toBe(true);
  expect(world.at.heard.events).toEqual(kept);
});

test("RE20 a list adds whom we know, once, and names the others", async () => {
  const world = openWorld(db);
  const about = { shop: world.shop, profile: person(2), channel: "all", proof: "电话" } as const;
  await world.as((ctx) => world.reach.optOut(ctx, about));
  const list = { shop: world.shop, channel: "all", proof: "活动表", userIds: ["u1", "u2", "x"] };
  const all = { ...list, channel: "all" } as const;
  expect(must(await world.as((ctx) => world.reach.agreeAll(ctx, all)))).toEqual({
    ...{ added: 2, already: 0, optedOut: 1, unknown: ["x"] },
  });
  expect(must(await world.as((ctx) => world.reach.agreeAll(ctx, all)))).toMatchObject({
    ...{ added: 0, already: 2 },
  });
  expect(world.at.heard.audit.map((line) => line.split(" ")[0])).toEqual([
    ...["opt-out.set", "agreement.listed", "agreement.listed"],
  ]);
});

test("RE18 nobody without the permission taps, reads or changes", async () => {
  const world = openWorld(db);
  const told = { channel: "all", proof: "x" };
  const ids = { execution: uuid(1), profile: uuid(2), community: uuid(3) };
  const guarded = routes(world.reach).filter(({ path }) =>
    /executions|agreements|PUT.*policy/.test(path),
  );
  expect(guarded.length).toBeGreaterThanOrEqual(12);
  for (const { path, answer } of guarded) {
    const raw = { shop: world.shop, ...ids, ...told, userIds: ["u1"] };
    const answered = await db.asTenant(testSeal({ can: () => false }), (ctx) => answer(ctx, raw));
    expect(answered, path).toMatchObject({ ok: false, error: { status: 403 } });
  }
  const plan = planFor(world.shop, { to: persons(0, 1) });
  const nobody = { can: () => false };
  for (const tried of [
    await world.as((ctx) => world.reach.execute(ctx, plan), nobody),
    await world.as((ctx) => world.reach.preview(ctx, plan), nobody),
  ])
    expect(tried).toMatchObject({ ok: false, error: { status: 403 } });
  const chosen = { shop: world.shop, chosen: { quiet: null } };
  expect(await world.as((ctx) => world.reach.setPolicy(ctx, chosen), nobody)).toMatchObject({
    ok: false,
    error: { status: 403 },
  });
});
