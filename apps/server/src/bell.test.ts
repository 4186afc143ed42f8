import { type AsTenant, type Seal, type Sql, tenantId } from "@zhongshu/kernel";
import type { Projection } from "@zhongshu/ledger/contract";
import { expect, test } from "vitest";
import { createBell, ringing } from "./bell.ts";

const A = tenantId("00000000-0000-7000-8000-00000000000a");
const B = tenantId("00000000-0000-7000-8000-00000000000b");
const LONG = 60_000;
const running = new AbortController().signal;

test("who rang before is heard at once, each once; who rings later ends the waiting", async () => {
  const bell = createBell();
  bell.ring(A);
  bell.ring(B);
  bell.ring(A);
  expect([...((await bell.heard(LONG, running)) ?? [])]).toEqual([A, B]);
  const later = bell.heard(LONG, running);
  bell.ring(B);
  expect([...((await later) ?? [])]).toEqual([B]);
});

test("when nobody rings, or the end comes, nobody is named", async () => {
  const bell = createBell();
  expect(await bell.heard(1, running)).toBeNull();
  const stopping = new AbortController();
  const last = bell.heard(LONG, stopping.signal);
  stopping.abort();
  expect(await last).toBeNull();
  expect(await bell.heard(LONG, stopping.signal)).toBeNull();
});

test("a transaction rings after its commit, and only when the projection had work in it and it was kept", async () => {
  const told: string[] = [];
  const nothing = async () => undefined;
  const projection: Projection = { name: "tags", project: nothing, withdraw: nothing };
  const bell = { ring: () => told.push("rung"), heard: async () => null };
  const unused = (): never => {
    throw new Error("No statement is expected");
  };
  const plain: AsTenant = async (seal, work) => {
    const sql: Sql = { rows: unused, one: unused, maybe: unused, run: unused, stream: unused };
    const value = await work({ ...seal, sql });
    told.push("committed");
    return value;
  };
  const { enter, heard } = ringing(plain, bell);
  const seal: Seal = {
    ...{ tenant: A, actor: { kind: "system", id: "test", name: "test" } },
    ...{ now: 0, random: () => 0, can: () => true },
  };
  await enter(seal, async () => undefined);
  await enter(seal, (ctx) => heard(projection).project(ctx.sql, []));
  expect(told).toEqual(["committed", "committed", "rung"]);
  const failing = enter(seal, async (ctx) => {
    await heard(projection).project(ctx.sql, []);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(told).toHaveLength(3);
});
