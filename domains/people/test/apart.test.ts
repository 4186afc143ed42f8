import { openTestDatabase, testSeal } from "@zhongshu/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ownProfile } from "../src/identity/names.ts";
import { schema } from "../src/index.ts";
import { NOW, openWorld, type Said, SHOP, TENANT } from "./world.ts";

let w: ReturnType<typeof openWorld>;
beforeAll(async () => {
  w = openWorld({ database: await openTestDatabase([schema]), seal: testSeal });
});
afterAll(() => w.close());

const user = (id: string) => ownProfile({ tenant: TENANT, shop: SHOP }, "user", id);

test("PE80 two of one name are told apart by nickname, masked phone and last order, by who may see them", async () => {
  const named = (userId: string, traits: Record<string, string>): Said => ({
    ...{ type: "identified", at: NOW, userId, properties: { traits: { name: "王芳", ...traits } } },
  });
  await w.tell(
    named("a", { phone: "13800135678", nickname: "芳芳" }),
    named("c", {}),
    named("b", { mobile: "13900131234", nickname: "王芳" }),
  );
  const profiles = [user("a"), user("b"), user("c")];
  await w.within(async (ctx) => {
    const apart = await w.people.apartOf(ctx, { shop: SHOP, profiles });
    expect(
      [...apart.values()].toSorted((x, y) => ((x.phone ?? "") < (y.phone ?? "") ? -1 : 1)),
    ).toEqual([
      { nickname: null, phone: null, userId: "c", lastOrderAt: null },
      { nickname: "芳芳", phone: "138****5678", userId: null, lastOrderAt: null },
      { nickname: null, phone: "139****1234", userId: null, lastOrderAt: null },
    ]);
    const shut = { ...ctx, can: () => false };
    expect((await w.people.apartOf(shut, { shop: SHOP, profiles })).size).toBe(0);
  });
});
