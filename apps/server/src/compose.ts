import { type Brain, type BrainPorts, createBrain } from "@zhongshu/brain";
import { createCreative, type Writer } from "@zhongshu/creative";
import { createGoods, type Goods } from "@zhongshu/goods";
import { figures, fill, review } from "@zhongshu/guard/contract";
import { createInsight, type Insight } from "@zhongshu/insight";
import {
  type AsTenant,
  type Ctx,
  type Instant,
  type Seal,
  type ShopId,
  shareOf,
  type TenantId,
} from "@zhongshu/kernel";
import {
  createImports,
  createLedger,
  createQuality,
  type Imports,
  type ImportsDeps,
  type Ledger,
} from "@zhongshu/ledger";
import type { Importer } from "@zhongshu/ledger/contract";
import { createOrders } from "@zhongshu/orders";
import { createPeople, type PeoplePorts } from "@zhongshu/people";
import { asBearer, asTenant, type Pool } from "@zhongshu/postgres";
import {
  type CustomerPorts,
  createInbox,
  createLinks,
  createReach,
  projection as memberships,
  type Reach,
  type ReachPorts,
} from "@zhongshu/reach";
import { createTenancy, type Deps as Doorkeeping, type Tenancy } from "@zhongshu/tenancy";
import { calledIn, soldIn } from "./asking.ts";
import { ringing } from "./bell.ts";
import { choosable } from "./choosing.ts";
import { fitLaw } from "./fit/fit.ts";
import { forgettingOf } from "./forgetting.ts";
import { housekeeping } from "./house.ts";
import { lineageOf } from "./lineage.ts";

/** What the rim gives: connections, clock, chance, and the sign-in's users. */
export type Rim = {
  readonly pool: Pool;
  clock(): Instant;
  random(): number;
  randomBytes(size: number): Uint8Array;
  normalisePhone(phone: string): string | null;
  ensureUser(phone: string): Promise<string>;
  /** May whoever belongs to no shop open one? */
  readonly signUp?: boolean;
  /** Where customers reach us, and the signature under the links that we give them. */
  readonly links: Pick<CustomerPorts, "url" | "sign">;
  /** HMAC-SHA-256 under a secret of this installation, for what must be compared and not be kept. */
  readonly secret: (bytes: Uint8Array) => Uint8Array;
  /** An absolute folder for what is uploaded. */
  readonly uploads: string;
  /** A language model; null without a key. */
  readonly writer: Writer | null;
  /** What went wrong in the background. */
  failed(error: unknown): void;
};

/** Somebody of ours who acts in the background; never made for a request. */
const keeper = (rim: Rim, tenant: TenantId): Seal => ({
  tenant,
  actor: { kind: "system", id: "zhongshu", name: "中枢" },
  now: rim.clock(),
  random: rim.random,
  can: () => true,
});

const doorkeeping = (rim: Rim, enter: AsTenant): Doorkeeping => ({
  asTenant: enter,
  asBearer: (bearer, work) => asBearer(rim.pool, bearer, work),
  now: rim.clock,
  randomBytes: rim.randomBytes,
  normalisePhone: rim.normalisePhone,
  ensureUser: rim.ensureUser,
  signUp: rim.signUp ?? false,
});

/** The ledger calls the key's id by its own name. */
const holderOf = (tenancy: Tenancy) => async (secret: string) => {
  const holder = await tenancy.authorise(secret);
  return holder === null ? null : { ...holder, keyId: holder.key };
};

/** The newest event and the newest change by hand: whatever a morning rests on moves one of them. */
const markOf =
  ({ ledger, imports, tenancy }: { ledger: Ledger; imports: Imports; tenancy: Tenancy }) =>
  async (ctx: Ctx, shop: ShopId): Promise<string | null> => {
    const runs = await imports.list(ctx, shop);
    if (
      runs.ok &&
      runs.value.some(
        ({ state, dryRun }) => (state === "running" && !dryRun) || state === "undoing",
      )
    )
      return null;
    const [event] = await ledger.events(ctx, { shop, limit: 1 });
    const [change] = await tenancy.auditTrail(ctx, { shop, before: null, limit: 1 });
    return `${event?.seq ?? 0} ${change?.id ?? "-"}`;
  };

/** The commission on the last goods sold, as a share in basis points; null where a line of them has no rule. */
const earnedOf =
  (orders: ReturnType<typeof createOrders>, goods: ReturnType<typeof createGoods>) =>
  async (ctx: Ctx, shop: ShopId): Promise<number | null> => {
    const lines = await orders.soldLately(ctx, shop);
    const rates = await goods.commissionOn(ctx, { shop, lines });
    if (lines.length === 0 || rates.includes(null)) return null;
    const sold = lines.reduce((sum, { minor }) => sum + minor, 0);
    const earned = lines.reduce(
      (sum, line, i) => sum + shareOf(line, line.minor, rates[i] ?? null),
      0,
    );
    return sold > 0 ? Math.round((earned / sold) * 10_000) : null;
  };

type AroundPeople = Pick<
  PeoplePorts,
  | "audit"
  | "reassign"
  | "joined"
  | "parted"
  | "eventsOf"
  | "keyed"
  | "timeline"
  | "eventRows"
  | "communitiesOf"
  | "membersOf"
  | "rooms"
  | "armOf"
  | "mayErase"
  | "idsTold"
  | "mentionsOf"
> & {
  readonly orders: ReturnType<typeof createOrders>;
  readonly goods: ReturnType<typeof createGoods>;
};

const peopleOf = ({ orders, goods, ...rooms }: AroundPeople) =>
  createPeople({
    ...rooms,
    categoriesOf: goods.categoriesOf,
    ...{ purchasesOf: orders.purchasesOf, buyersOf: orders.buyersOf },
    ...{ habitsOf: orders.habitsOf, orderRows: orders.habitRows },
    priceChoices: orders.priceChoices,
    earnedBp: earnedOf(orders, goods),
    fitLaw,
  });

type AroundBrain = Pick<
  BrainPorts,
  "orders" | "ledger" | "goods" | "reach" | "creative" | "audit" | "sales"
> & {
  readonly orders: ReturnType<typeof createOrders>;
  readonly people: ReturnType<typeof createPeople>;
  readonly ledger: Ledger;
  readonly imports: Imports;
  readonly tenancy: Tenancy;
  readonly quality: Pick<ReturnType<typeof createQuality>, "stopped">;
  shopsOf(tenant: TenantId): Promise<readonly ShopId[]>;
  failed(error: unknown): void;
};

const brainOf = ({ shopsOf, imports, tenancy, quality, people, ...rooms }: AroundBrain) =>
  createBrain({
    ...rooms,
    people: { ...people, called: calledIn(people) },
    orders: choosable(rooms.orders, people),
    guard: { review, fill },
    shops: (ctx) => shopsOf(ctx.tenant),
    mark: markOf({ ledger: rooms.ledger, imports, tenancy }),
    ...{ stopped: quality.stopped, steady: people.steady },
    overview: {
      soldOn: rooms.orders.soldOn,
      people: people.count,
      events: rooms.ledger.counts,
    },
  });

type AroundReach = Pick<ReachPorts, "audit" | "people" | "rim" | "append" | "address"> & {
  readonly people: Pick<ReachPorts, "profilesOf" | "personOf">;
  readonly goods: Pick<ReachPorts["words"], "offer">;
};

const reachOf = ({ goods, people, ...rooms }: AroundReach) =>
  createReach({
    ...rooms,
    ...{ people, profilesOf: people.profilesOf, personOf: people.personOf },
    words: { offer: goods.offer, fill, review },
  });

const creativeOf = (rim: Rim, enter: AsTenant) =>
  createCreative({
    ...{ guard: { review, figures }, writer: rim.writer, asTenant: enter, failed: rim.failed },
    seal: (tenant) => keeper(rim, tenant),
  });

type AroundCustomers = {
  readonly rim: Rim;
  readonly enter: AsTenant;
  readonly tenancy: Tenancy;
  readonly ledger: Ledger;
  readonly people: ReturnType<typeof createPeople>;
  readonly goods: ReturnType<typeof createGoods>;
};

/** The customer's side of reach: their links and their inbox. */
function customersOf({ rim, enter, tenancy, ledger, people, goods }: AroundCustomers) {
  const ports: CustomerPorts = {
    ...rim.links,
    asTenant: enter,
    audit: tenancy.audit,
    clock: rim.clock,
    randomBytes: rim.randomBytes,
    shopName: tenancy.shopName,
    worksIn: tenancy.worksIn,
    personOf: people.personOf,
    settled: async (ctx, who) => {
      await people.standStill(ctx);
      return people.personOf(ctx, who);
    },
    nameOf: (ctx, { profile }) => people.toldNameOf(ctx, profile),
    offer: goods.offer,
    append: ledger.record,
  };
  return { links: createLinks(ports), inbox: createInbox(ports) };
}

type Lists = { readonly importers: readonly Importer[] };
type WithLists = {
  readonly orders: { readonly importer: Importer };
  readonly people: Lists & Pick<Importer, "kept">;
  readonly goods: Lists;
  readonly reach: Lists;
};

/** What lists of any kind tell of people is kept as people keep it: no whole number of a phone. */
const importersOf = ({ orders, people, goods, reach }: WithLists): readonly Importer[] => {
  const all = [orders.importer, ...people.importers, ...goods.importers, ...reach.importers];
  const { kept } = people;
  return kept === undefined ? all : all.map((importer) => ({ ...importer, kept }));
};

type AroundImports = {
  readonly around: Pick<ImportsDeps, "asTenant" | "clock" | "failed" | "audit" | "tenants">;
  readonly ledger: Ledger;
  readonly importers: ImportsDeps["importers"];
  readonly people: Pick<ReturnType<typeof createPeople>, "standStill" | "erased">;
  readonly cards: ImportsDeps["undo"]["cards"];
};

const importsOf = (
  rim: Rim,
  { around, ledger, importers, people, cards }: AroundImports,
): Imports =>
  createImports({
    ...around,
    append: ledger.append,
    ...{ importers, erased: people.erased },
    folder: rim.uploads,
    seal: (tenant) => keeper(rim, tenant),
    undo: { standStill: people.standStill, withdraw: ledger.withdraw, cards },
  });
type Followed = {
  readonly imports: Imports;
  readonly ledger: Ledger;
  readonly orders: ReturnType<typeof createOrders>;
  readonly reach: Reach;
};

type Following =
  | "reassign"
  | "joined"
  | "parted"
  | "eventsOf"
  | "rooms"
  | "armOf"
  | "mayErase"
  | "idsTold"
  | "mentionsOf";

/** What goes with somebody from person to person when ids turn out to be one, or not; and what goes when they are erased. */
const following = (rooms: () => Followed): Pick<PeoplePorts, Following> => ({
  reassign: async (sql, moves) => {
    await rooms().ledger.reassign(sql, moves);
    await rooms().orders.reassign(sql, moves);
  },
  joined: (sql, joins, at) => rooms().reach.joined(sql, joins, at),
  parted: (sql, persons, at) => rooms().reach.parted(sql, persons, at),
  eventsOf: (sql, persons) => rooms().ledger.eventsOf(sql, persons),
  idsTold: (sql, shop) => rooms().ledger.idsTold(sql, shop),
  mentionsOf: (ctx, asked) => rooms().ledger.mentionsOf(ctx, asked),
  rooms: () => forgettingOf(rooms().imports),
  armOf: async (ctx, profile) => (await rooms().reach.standingOf(ctx, profile)).standing,
  mayErase: async (ctx, shop) => !(await rooms().imports.isTelling(ctx, shop)),
});

const keyedBy =
  (secret: Rim["secret"]) =>
  (value: string): string =>
    Buffer.from(secret(Buffer.from(value))).toString("base64url");

/** Every room, wired: the only place where a domain's port meets another domain. */
export function compose(rim: Rim) {
  const { enter, heard, tagsWait } = ringing(asTenant(rim.pool));
  const doors = doorkeeping(rim, enter);
  const tenancy = createTenancy(doors);
  const { audit } = tenancy;
  const directory = () => rim.pool.transaction({ "app.caretaker": "on" }, tenancy.directory);
  const tenants = async () => (await directory()).map((one) => one.tenant);
  const around = { asTenant: enter, clock: rim.clock, random: rim.random, failed: rim.failed };
  const orders = createOrders({ codesOf: (...asked) => goods.codesOf(...asked) });
  const goods: Goods = createGoods({ audit, salesOf: orders.salesOf, saleRows: orders.saleRows });
  const people = peopleOf({
    ...{ audit, orders, goods, timeline: (...asked) => ledger.timeline(...asked) },
    eventRows: (...asked) => ledger.eventRows(...asked),
    ...following(() => ({ ledger, orders, reach, imports })),
    keyed: keyedBy(rim.secret),
    communitiesOf: (...asked) => reach.communitiesOf(...asked),
    membersOf: (...asked) => reach.membersOf(...asked),
  });
  const reach: Reach = reachOf({
    ...{ audit, people, goods, rim: { ...around, tenants } },
    append: (ctx, told) => ledger.record(ctx, told),
    address: (tenant, link) => customers.links.urlOf({ tenant, link }),
  });
  const ledger: Ledger = createLedger({
    ...{ ...around, audit, tenants },
    ...{ resolve: people.resolve, erased: people.erased },
    projections: [goods.projection, orders.projection, heard(people.projection), memberships],
    authorise: holderOf(tenancy),
  });
  const customers = customersOf({ rim, enter, tenancy, ledger, people, goods });
  const importers = importersOf({ orders, people, goods, reach });
  const imports: Imports = importsOf(rim, {
    around: { ...around, audit, tenants },
    ...{ ledger, people, importers },
    cards: (ctx, run) => lineage.cardsOf(ctx, run),
  });
  const shopsOf = async (tenant: TenantId) =>
    (await directory()).find((one) => one.tenant === tenant)?.shops.map(({ id }) => id) ?? [];
  const creative = creativeOf(rim, enter);
  const quality = createQuality([orders.quality, goods.quality]);
  const brain: Brain = brainOf({
    ...{ tenancy, goods, orders, people, reach, ledger, imports, creative },
    ...{ audit, shopsOf, quality, failed: rim.failed, sales: soldIn(() => insight) },
  });
  const insight: Insight = createInsight({
    ...{ audit, orders, goods, reach, ledger },
    shops: (ctx) => shopsOf(ctx.tenant),
  });
  const lineage = lineageOf({ brain, goods, insight, people, tenancy });
  return {
    asTenant: enter,
    keeper: (tenant: TenantId) => keeper(rim, tenant),
    directory,
    leaving: () => rim.pool.transaction({ "app.caretaker": "on" }, tenancy.leaving),
    foundForHouse: housekeeping(doors),
    ...{ tenancy, goods, orders, people, reach, ledger, imports, creative, tagsWait },
    ...{ ...customers, brain, insight, lineage, quality, importers },
  };
}
export type System = ReturnType<typeof compose>;
