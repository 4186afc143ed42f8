import {
  type AsTenant,
  businessDay,
  type Ctx,
  type ProfileId,
  profileId,
  type Seal,
  type ShopId,
  type Sql,
  shopId,
  tenantId,
} from "@zhongshu/kernel";
import type { LedgerEvent, Sender } from "@zhongshu/ledger/contract";
import { createPeople, type Join, lawOf, type Membership, type PeoplePorts } from "../src/index.ts";
import type { Habits } from "../src/tag/facts.ts";

export const SHOP: ShopId = shopId("00000000-0000-7000-8000-0000000000b1");
export const TENANT = tenantId("00000000-0000-7000-8000-00000000000a");
/** Noon in Shanghai, as the seals of the tests have it. */
export const NOW = Date.UTC(2011, 8, 30, 4);

export type Said = Partial<
  Pick<LedgerEvent, "anonymousId" | "userId" | "properties" | "shop" | "messageId" | "receivedAt">
> &
  Pick<LedgerEvent, "type" | "at">;

export const sender = (said: Said): Sender => ({
  tenant: TENANT,
  shop: SHOP,
  anonymousId: null,
  userId: null,
  messageId: "told",
  receivedAt: NOW,
  properties: {},
  ...said,
});

/** Neighbours of people that a test sets by hand: `orders` stands for the rows of the orders domain. */
export type Neighbours = {
  readonly ports: PeoplePorts;
  readonly orders: { profile: ProfileId; minor: number; at: number }[];
  readonly moved: Join[];
  readonly events: LedgerEvent[];
  readonly audited: string[];
  readonly categories: Map<string, string>;
  readonly members: Membership[];
  readonly habits: Map<ProfileId, Habits & { readonly profile: ProfileId }>;
  earnedBp: number | null;
  lookups: number;
};

function habitsIn(orders: Neighbours["orders"], profile: ProfileId) {
  const days = orders.filter((order) => order.profile === profile).map(({ at }) => businessDay(at));
  const distinct = [...new Set(days)].toSorted((a, b) => (a < b ? -1 : 1));
  const [firstDay, lastDay] = [distinct[0], distinct.at(-1)];
  if (firstDay === undefined || lastDay === undefined) return [];
  const nothing = { refunded: 0, compared: 0, cheap: 0, cheapExpected: 0, cheapVariance: 0 };
  return [{ profile, firstDay, lastDay, days: distinct.length, orders: days.length, ...nothing }];
}

function purchases(orders: Neighbours["orders"], profile: ProfileId) {
  const own = orders.filter((order) => order.profile === profile);
  const at = own.map((order) => order.at);
  const minor = own.reduce((sum, order) => sum + order.minor, 0);
  return own.length === 0
    ? []
    : {
        profile,
        orders: own.length,
        spent: { minor, currency: "CNY" },
        firstOrderAt: Math.min(...at),
        lastOrderAt: Math.max(...at),
      };
}

const oneRow = (row: Readonly<Record<string, string | null>>) => ({
  columns: [],
  rows: [row],
  total: 1,
});

const ERASING: Pick<PeoplePorts, "rooms" | "armOf" | "mayErase" | "idsTold" | "mentionsOf"> = {
  mentionsOf: async (_, { names }) => ({ names, since: "1", events: [] }),
  async *idsTold() {
    yield [];
  },
  rooms: () => [],
  armOf: async () => "",
  mayErase: async () => true,
};

export function neighbours(): Neighbours {
  const world: Neighbours = {
    orders: [],
    moved: [],
    events: [],
    audited: [],
    categories: new Map(),
    members: [],
    habits: new Map(),
    earnedBp: null,
    lookups: 0,
    ports: {
      categoriesOf: async (_sql, _shop, products) => {
        world.lookups++;
        return new Map([...world.categories].filter(([product]) => products.includes(product)));
      },
      purchasesOf: async (_sql, profiles) => profiles.flatMap((p) => purchases(world.orders, p)),
      // In this world an order's number is the place of its row.
      buyersOf: async (_sql, named) =>
        named.flatMap(({ number }) => world.orders[Number(number)]?.profile ?? []),
      reassign: async (_sql, moves) => {
        const of = new Map(moves.map((move) => [move.from, move]));
        for (const [i, event] of world.events.entries()) {
          const move = of.get(event.origin ?? event.profile ?? profileId(""));
          if (move === undefined) continue;
          const origin = move.base === move.to ? null : move.base;
          world.events[i] = { ...event, profile: move.to, origin };
        }
        for (const order of world.orders)
          order.profile = moves.find(({ from }) => from === order.profile)?.to ?? order.profile;
      },
      habitsOf: async (_ctx, { profiles }) =>
        profiles.flatMap((profile) => world.habits.get(profile) ?? habitsIn(world.orders, profile)),
      priceChoices: async () => [],
      fitLaw: async (ask) => lawOf(ask),
      earnedBp: async () => world.earnedBp,
      orderRows: async (_ctx, { of }) => oneRow({ of }),
      eventRows: async (_ctx, { types }) => oneRow({ types: types?.join() ?? null }),
      joined: async (_sql, joins) => {
        world.moved.push(...joins);
      },
      parted: async () => undefined,
      eventsOf: async (_sql, persons) =>
        world.events.filter(({ profile }) => profile !== null && persons.includes(profile)),
      ...ERASING,
      keyed: (value) => Buffer.from(value).toString("base64url"),
      timeline: async (_ctx, { profile }) => [
        { messageId: profile, type: "page_viewed", at: NOW, properties: {} },
      ],
      communitiesOf: async (_ctx, { profiles }) =>
        world.members.filter(({ profile }) => profiles.includes(profile)),
      membersOf: async (_ctx, { community }) =>
        world.members.filter(({ id }) => id === community).map(({ profile }) => profile),
      audit: async (_ctx, action) => {
        world.audited.push(action);
      },
    },
  };
  return world;
}

/** A database of people's tables, and how a test seals its contexts. */
export type Ground = {
  readonly database: { readonly asTenant: AsTenant; close(): Promise<void> };
  readonly seal: (over?: Partial<Seal>) => Seal;
};

export function openWorld({ database, seal: testSeal }: Ground) {
  const world = neighbours();
  const people = createPeople(world.ports);
  const { random } = testSeal();
  let message = 0;

  /** Takes a batch in as the ledger does: names its people, then projects, in one transaction. */
  const tell = async (sql: Sql, batch: readonly Said[]): Promise<readonly (ProfileId | null)[]> => {
    const senders = batch.map(sender);
    const resolved = await people.resolve(sql, senders);
    const events = senders.map((one, i) => ({
      ...one,
      ...(resolved[i] ?? { profile: null, origin: null }),
      messageId: String(message++),
      version: 1,
    }));
    world.events.push(...events);
    await people.projection.project(sql, events);
    return resolved.map(({ profile }) => profile);
  };
  const within = <T>(work: (ctx: Ctx) => Promise<T>, seal: Partial<Seal> = {}): Promise<T> =>
    database.asTenant(testSeal({ random, ...seal }), work);
  return {
    people,
    world,
    within,
    tell: (...batch: readonly Said[]) => within((ctx) => tell(ctx.sql, batch)),
    /** Tags everybody who waits, as the background does. */
    settle: async (seal: Partial<Seal> = {}) => {
      while (await within((ctx) => people.tagStep(ctx, SHOP), seal));
    },
    empty: async () => {
      world.orders.length = 0;
      world.moved.length = 0;
      world.events.length = 0;
      await within(async ({ sql }) => {
        const kept = ["standing", "tagged", "stale", "reckoning", "tag_day", "segment_version"];
        const who = ["sign", "same", "merge", "doubt", "erasure", "tombstone", "choice", "copy"];
        const figures = ["profile", "link", "trait", "attention", "segment"];
        for (const table of [...figures, ...who, ...kept])
          await sql.run(`delete from people.${table}`);
      });
    },
    close: database.close,
  };
}
