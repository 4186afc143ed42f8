import { setTimeout as pause } from "node:timers/promises";
import { businessDay, ok, type Refusal, type Result, type TenantId } from "@zhongshu/kernel";
import type { Tenancy } from "@zhongshu/tenancy";
import type { Me } from "@zhongshu/tenancy/contract";
import type { System } from "../compose.ts";
import { filled, told } from "./seed.ts";
import { DEMO_SHOPS } from "./shops.ts";

type Person = Parameters<Tenancy["me"]>[0];

/** A shop to look around in, for anybody who is signed in; gone again without a trace. */
export type OwnDemo = {
  open(person: Person): Promise<Result<Me, Refusal>>;
  leave(person: Person): Promise<Result<Me, Refusal>>;
  /** Removes what a process that was killed left behind. */
  finish(): Promise<void>;
};

type Living = {
  readonly system: System;
  clock(): number;
  random(): number;
  /** How many rows of an organisation went. */
  remove(tenant: TenantId): Promise<number>;
};

const NAMES = { organisation: "演示（随时可以删除）", owner: "我" } as const;
const SHOP = 2;
/** What was under way when somebody left may still write for a moment. */
const SETTLES_MS = 300;

/** What one person asks for, one after the other: two windows would fill one shop at once, or fill what is removed. */
function inTurn() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>({ id }: Person, work: () => Promise<T>): Promise<T> => {
    const mine = (last.get(id) ?? Promise.resolve()).then(work);
    const settled = mine.catch(() => undefined);
    last.set(id, settled);
    try {
      return await mine;
    } finally {
      if (last.get(id) === settled) last.delete(id);
    }
  };
}

export function ownDemo({ system, clock, random, remove }: Living): OwnDemo {
  const { tenancy } = system;
  const turn = inTurn();

  /** Everything goes until nothing comes any more: the organisation itself says until then that it is leaving. */
  const removeAll = async (tenant: TenantId): Promise<void> => {
    while ((await remove(tenant)) > 0) await pause(SETTLES_MS);
    await system.imports.clear(tenant);
  };

  const open: OwnDemo["open"] = async (person) => {
    const shop = DEMO_SHOPS[SHOP];
    if (shop === undefined) throw new Error("There is no shop to make a demo of");
    const named = { ...NAMES, shop: `演示店 · ${shop.name}` };
    const time = { now: clock(), random };
    const opened = await tenancy.openDemo(person, { ...named, clock: time });
    if (!opened.ok) return opened;
    const seal = { ...opened.value.seal, can: () => true };
    // Each event carries its own key, so what a killed process began is gone on with.
    await filled(system, { seal, shop: opened.value.shop }, told(shop, SHOP, time.now));
    await system.asTenant(seal, (ctx) => system.brain.morning(ctx, businessDay(time.now)));
    return ok(await tenancy.me(person));
  };

  const leave: OwnDemo["leave"] = async (person) => {
    const left = await tenancy.leaveDemo(person, { now: clock(), random });
    if (!left.ok) return left;
    await removeAll(left.value);
    return ok(await tenancy.me(person));
  };

  return {
    open: (person) => turn(person, () => open(person)),
    leave: (person) => turn(person, () => leave(person)),
    finish: async () => {
      for (const tenant of await system.leaving()) await removeAll(tenant);
    },
  };
}
