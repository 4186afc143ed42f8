import { shopId, tenantId } from "@zhongshu/kernel";
import type { Sender } from "@zhongshu/ledger/contract";
import { expect, test } from "vitest";
import { admits, idsOf } from "./stone.ts";

const keyed = (value: string): string => `#${value}`;
const said = (over: Partial<Sender>): Sender => ({
  ...{ tenant: tenantId("00000000-0000-7000-8000-00000000000a") },
  ...{ shop: shopId("00000000-0000-7000-8000-0000000000b1"), type: "product_viewed" },
  ...{ anonymousId: null, userId: "u1", messageId: "m", at: 10, receivedAt: 10, properties: {} },
  ...over,
});
const GONE = { erasedAt: 10, returnedAt: null };

test("PE71 what is told of before stays out, an act of after comes in, and lists tell nothing until then", () => {
  expect(admits(GONE, said({ at: 10 }))).toBe(false);
  expect(admits(GONE, said({ at: 11 }))).toBe(true);
  expect(admits(GONE, said({ at: 11, type: "identified", properties: { traits: {} } }))).toBe(
    false,
  );
  const listed = { community: "c", source: "imported-list" };
  expect(admits(GONE, said({ at: 11, type: "community_joined", properties: listed }))).toBe(false);
  expect(admits({ erasedAt: 10, returnedAt: 12 }, said({ at: 13, type: "identified" }))).toBe(true);
  expect(admits({ erasedAt: 10, returnedAt: 12 }, said({ at: 10 }))).toBe(false);
});

test("PE71 an event is known by its user, its number where the user is one, and the channel's ids that it tells", () => {
  const traits = { unionid: "o-union-1", phone: "13912345678" };
  const ids = idsOf(
    said({ type: "identified", userId: "13812345678", anonymousId: "b", properties: { traits } }),
    keyed,
  );
  expect(ids.own).toEqual([
    { kind: "user", value: "13812345678" },
    { kind: "phone", value: "#phone/13812345678" },
  ]);
  expect(ids.told).toEqual([{ kind: "told", value: "o-union-1" }]);
  expect(idsOf(said({ userId: null, anonymousId: "b" }), keyed).own).toEqual([
    { kind: "anonymous", value: "b" },
  ]);
});
