import type { CardProduct } from "@zhongshu/cards";
import {
  err,
  type Instant,
  ok,
  type ProfileId,
  profileId,
  type Refusal,
  type Seal,
  type ShopId,
  shopId,
  tenantId,
} from "@zhongshu/kernel";
import { seeded, TEST_NOW, type TestDatabase, testSeal } from "@zhongshu/testing";
import type { Execution, Plan } from "../src/contract.ts";
import { createReach } from "../src/index.ts";
import type { ReachPorts, Told } from "../src/ports.ts";

export const uuid = (n: number): string =>
  `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
export const person = (n: number): ProfileId => profileId(uuid(0x5000 + n));

const GONE: Refusal = {
  code: "test.gone",
  status: 422,
  message: { zh: "卖完了", en: "sold out" },
  next: { zh: "补货", en: "restock" },
};

/** Goods, people and time as a test wants them; `heard` is what reach told its neighbours. */
export type Neighbours = {
  now: Instant;
  price: number;
  /** Who does not want to be chosen by their own record. */
  plain: readonly ProfileId[];
  /** Null: the product is not on offer. */
  stock: number | null;
  /** Thrown by the next append, once. */
  breaks: Error | null;
  /** What every append waits for, in the middle of its transaction; and every entry in the audit. */
  waits: () => Promise<void>;
  audits: () => Promise<void>;
  /** `people`: what was asked of the room of customers, in order. */
  readonly heard: {
    readonly audit: string[];
    /** Under which numbers the audit says that words are kept. */
    readonly events: unknown[];
    readonly told: Told[];
    readonly failed: unknown[];
    readonly people: ("standStill" | "personOf")[];
  };
};

const offerOf = ({ price, stock }: Neighbours): CardProduct | null =>
  stock === null
    ? null
    : {
        ...{ product: "P1", sku: "S1", title: "有机米粉", pictures: [], stage: "open" },
        ...{ stock, stockAt: null },
        listPrice: { minor: price, currency: "CNY" },
        memberPrice: null,
        afterCoupon: null,
        opensAt: null,
        closesAt: null,
      };

/** Nobody is called anything here, but each has a phone of their own. */
export const apartOf = (profile: string) => ({
  ...{ nickname: null, userId: null, lastOrderAt: null },
  phone: `138****${profile.slice(-4)}`,
});

const portsOf = (db: TestDatabase, tenant: Seal["tenant"], at: Neighbours): ReachPorts => ({
  profilesOf: async (_, { userIds }) =>
    userIds
      .filter((id) => id.startsWith("u"))
      .map((userId) => ({
        userId,
        profile: person(Number(userId.slice(1))),
      })),
  personOf: async (_, { profile }) => {
    at.heard.people.push("personOf");
    return profile;
  },
  audit: async (_, action, subject, { event }) => {
    at.heard.audit.push(`${action} ${subject}`);
    if (event !== undefined) at.heard.events.push(event);
    await at.audits();
  },
  people: {
    standStill: async () => {
      at.heard.people.push("standStill");
    },
    survivors: async (_, { profiles }) =>
      [...new Set(profiles)].toSorted((a, b) => (a < b ? -1 : 1)),
    plain: async () => new Set(at.plain),
    namesOf: async () => new Map(),
    apartOf: async (_, { profiles }) => new Map(profiles.map((id) => [id, apartOf(id)])),
  },
  words: {
    offer: async () => offerOf(at),
    fill: (template, { offers }) => {
      const [offer] = offers;
      if (offer === undefined || offer.stock === 0) return err(GONE);
      const price = String(offer.listPrice?.minor ?? 0);
      return ok(template.replaceAll(/\{\{price:[^}]*\}\}/g, price));
    },
    review: (copy) => ({ passes: !copy.includes("最") }),
  },
  append: async (_, told) => {
    const { breaks } = at;
    at.breaks = null;
    if (breaks !== null) throw breaks;
    await at.waits();
    at.heard.told.push(...told);
  },
  address: (_, link) => `https://shop.example/m/l/${link}`,
  rim: {
    asTenant: db.asTenant,
    tenants: async () => [tenant],
    clock: () => at.now,
    random: seeded(5),
    failed: (error) => at.heard.failed.push(error),
  },
});

const never = (): never => {
  throw new Error("Nothing is sent here");
};

/** For what does not send. */
export const NOBODY_SENDS: Pick<ReachPorts, "people" | "words" | "append" | "address" | "rim"> = {
  people: {
    standStill: async () => undefined,
    ...{ survivors: never, plain: never, namesOf: never, apartOf: never },
  },
  words: { offer: never, fill: never, review: never },
  append: never,
  address: never,
  rim: { asTenant: never, tenants: never, clock: never, random: never, failed: never },
};

let organisations = 0x40;

/** An organisation of its own in this database, with one shop whose customers are `person(n)`. */
export function openWorld(db: TestDatabase) {
  const tenant = tenantId(uuid(++organisations));
  const shop = shopId(uuid(0x100_000 + organisations));
  const at: Neighbours = {
    now: TEST_NOW,
    price: 1_990,
    plain: [],
    stock: 9,
    breaks: null,
    waits: async () => undefined,
    audits: async () => undefined,
    heard: { audit: [], events: [], told: [], failed: [], people: [] },
  };
  const reach = createReach(portsOf(db, tenant, at));
  const as = <T>(work: Parameters<typeof db.asTenant<T>>[1], over: Partial<Seal> = {}) =>
    db.asTenant(testSeal({ tenant, now: at.now, random: dice, ...over }), work);
  const dice = seeded(organisations);
  const everybody = async (from: number, to: number) => {
    const userIds = Array.from({ length: to - from }, (_, i) => `u${from + i}`);
    const told = { shop, channel: "all", proof: "表单" } as const;
    await as((ctx) => reach.agreeAll(ctx, { ...told, userIds }));
  };
  const until = async () => {
    for (let turns = 0; turns < 200; turns++) if ((await reach.runDue()) === 0) return;
    throw new Error("The worker does not come to an end");
  };
  return { tenant, shop, at, reach, as, agree: everybody, until };
}
export type World = ReturnType<typeof openWorld>;

let taps = 0;
export const planFor = (shop: ShopId, over: Partial<Plan> = {}): Plan => ({
  shop,
  key: `tap-${++taps}`,
  card: null,
  play: "due-again",
  title: "该补货了",
  way: "inbox",
  product: "P1",
  sku: "S1",
  style: "warm",
  template: "现在到手价 {{price:S1}}。",
  to: { persons: [] },
  holdOut: 0,
  windowMs: 7 * 86_400_000,
  returnMs: 7 * 86_400_000,
  ...over,
});

export const persons = (from: number, to: number) => ({
  persons: Array.from({ length: to - from }, (_, i) => person(from + i)),
});

export function must<T>(result: { ok: true; value: T } | { ok: false; error: Refusal }): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message.en}`);
  return result.value;
}

export const tap = async (world: World, over: Partial<Plan>): Promise<Execution> =>
  must(await world.as((ctx) => world.reach.execute(ctx, planFor(world.shop, over))));
export const see = async (world: World, { id }: Execution): Promise<Execution> =>
  must(await world.as((ctx) => world.reach.execution(ctx, { shop: world.shop, execution: id })));
export const rowsOf = async (world: World, { id: execution }: Execution) =>
  must(
    await world.as((ctx) =>
      world.reach.recipients(ctx, {
        ...{ shop: world.shop, execution, state: null, cursor: null, limit: 200 },
      }),
    ),
  ).recipients;
export const withoutStanding = (world: World) =>
  world.as((ctx) => world.reach.resizeHoldOut(ctx, { shop: world.shop, share: 0 }));
