import { template } from "@zhongshu/creative";
import { type Brief, type Form, STYLES } from "@zhongshu/creative/contract";
import { figures, fill, review } from "@zhongshu/guard";
import {
  type BusinessDay,
  businessDay,
  ok,
  type ProfileId,
  plusDays,
  profileId,
  type ShopId,
  shopId,
  startOf,
  type Text,
} from "@zhongshu/kernel";
import { gaussian, poisson, seeded } from "@zhongshu/numerics";
import type { Attention, BrainPorts, Offer, Purchase } from "../src/ports.ts";
import { type ReachDouble, reachDouble } from "./reach-double.ts";
import { ordersOf, type Sale, soldOf } from "./sales.ts";

export const SHOP = shopId("00000000-0000-7000-8000-000000000001");
export const OTHER = shopId("00000000-0000-7000-8000-000000000002");
export const DAY = "2011-09-30";
const FIRST = plusDays(DAY, -300);
const GROUP = "00000000-0000-7000-8000-0000000000c1";

export const person = (n: number) =>
  profileId(`00000000-0000-7000-8000-${String(n).padStart(12, "0")}`);
const MEMBERS = Array.from({ length: 100 }, (_, n) => person(n));

/** Views in the shop (customers 0–99) and the other one (100–399); 辅食 doubles among the members of one group. */
function views(): Attention[] {
  const random = seeded(1);
  const rows: Attention[] = [];
  for (let n = 0; n < 400; n += 1) {
    // Two weeks past DAY as well: nobody may look at them.
    for (let d = -35; d < 14; d += 1) {
      if (random() > 0.5) continue;
      const lift = n < 100 && d >= -7 ? 2.2 : 1;
      const pulls: readonly (readonly [string, number])[] = [
        ["辅食", lift],
        ["玩具", 3],
        ["童装", 3],
      ];
      for (const [category, pull] of pulls) {
        const touches = poisson(pull, random);
        if (touches > 0)
          rows.push({ profile: person(n), day: plusDays(DAY, d), category, touches });
      }
    }
  }
  return rows;
}

function orders(): Purchase[] {
  const random = seeded(2);
  const rows: Purchase[] = [];
  for (let p = 0; p < 12; p += 1) {
    for (let n = 0; n < 90; n += 1) {
      const tempo = 3.3 + 0.3 * gaussian(random);
      let at = Math.floor(random() * 200);
      do {
        rows.push({ profile: person(n), product: `P${p}`, day: plusDays(FIRST, at) });
        at += Math.max(1, Math.round(Math.exp(tempo + 0.35 * gaussian(random))));
      } while (at < 314 && random() < 0.8);
    }
  }
  return rows.toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

export type World = {
  readonly views: readonly Attention[];
  readonly orders: readonly Purchase[];
  readonly offers: Map<string, Offer>;
  /** What the shop's data is said to look like; null while a file is on its way. */
  mark: string | null;
  stopped: readonly { readonly what: Text; readonly next: Text }[];
  readonly audited: { action: string; subject: string; text: string }[];
  /** Lines of orders to the second, for what comes of an execution. */
  readonly sales: Sale[];
  readonly reach: ReachDouble;
  readonly failures: unknown[];
};

export const offerOf = (
  product: string,
  category: string | null,
  over: Partial<Offer> = {},
): Offer => ({
  product,
  sku: `${product}-1`,
  title: `有机米糊 ${product}`,
  pictures: [],
  listPrice: { minor: 3_900, currency: "CNY" },
  memberPrice: null,
  afterCoupon: null,
  stage: "always",
  opensAt: null,
  closesAt: null,
  ...{ stock: 20, stockAt: startOf(DAY) },
  category,
  commission: { bp: 1_000 },
  priceLearned: false,
  ...over,
});

export const world = (): World => ({
  views: views(),
  orders: orders(),
  offers: new Map(
    Array.from({ length: 12 }, (_, p) => [`P${p}`, offerOf(`P${p}`, p < 2 ? "辅食" : "玩具")]),
  ),
  audited: [],
  mark: "as it was",
  stopped: [],
  sales: [],
  reach: reachDouble(),
  failures: [],
});

/** The same world, with everything later than `day` gone. */
export const truncated = (w: World, day: BusinessDay): World => ({
  ...w,
  views: w.views.filter((row) => row.day <= day),
  orders: w.orders.filter((row) => row.day <= day),
});

const inShop = (shop: ShopId, profile: string): boolean =>
  (shop === SHOP) === profile < person(100);

async function* page<T>(rows: readonly T[]): AsyncIterable<readonly T[]> {
  yield rows.slice(0, 100);
  yield rows.slice(100);
}
const label = { zh: "日期", en: "Day" };

const asked = (what: string, category: string) => ({
  sql: `select ${what} from people.attention where category = $1`,
  values: [category],
});
const oneRow = (check: ReturnType<typeof asked>) => ({
  check,
  columns: [{ key: "now", label }],
  rows: [{ now: 1 }],
  total: 1,
});

const peopleOf = (w: World): BrainPorts["people"] => ({
  attention: (_, { shop, from, to }) =>
    page(w.views.filter((r) => inShop(shop, r.profile) && r.day >= from && r.day <= to)),
  shareChecks: ({ category }) => ({
    here: asked("here", category),
    elsewhere: asked("elsewhere", category),
  }),
  shareRows: async (_, { category }) => oneRow(asked("here", category)),
  sharesElsewhere: async (_, { category }) => oneRow(asked("elsewhere", category)),
  namesOf: async () => new Map(),
  called: async (_, { name }) => (name === "李娜" ? [{ profile: person(1), name }] : []),
  boughtBefore: async (_, { shop, at }) => {
    const firsts = new Map<ProfileId, number>();
    for (const { profile, day } of w.orders) {
      if (!inShop(shop, profile) || day >= businessDay(at)) continue;
      firsts.set(profile, Math.min(startOf(day), firsts.get(profile) ?? at));
    }
    for (const { profile, at: sold } of w.sales)
      if (profile !== null && sold < at)
        firsts.set(profile, Math.min(sold, firsts.get(profile) ?? at));
    return [...firsts].map(([profile, first]) => ({ profile, first }));
  },
  attentionRows: async (_, { profiles, category, from, to, limit }) => {
    const rows = w.views.filter(
      (r) =>
        profiles.some((p) => p === r.profile) &&
        r.category === category &&
        r.day >= from &&
        r.day <= to,
    );
    return {
      check: {
        sql: "select day, touches from people.attention where category = $1",
        values: [category],
      },
      columns: [{ key: "day", label }],
      rows: rows.slice(0, limit).map(({ profile, day, touches }) => ({ profile, day, touches })),
      total: rows.length,
    };
  },
});

const purchasesOf = (
  w: World,
): Pick<BrainPorts["orders"], "purchases" | "purchaseRows" | "rhythmRows"> => ({
  rhythmRows: async (_, { product, profiles, to }) => {
    const own = w.orders.filter((r) => r.product === product && r.day <= to);
    const rows = profiles.map((profile) => {
      const days = [...new Set(own.filter((r) => r.profile === profile).map(({ day }) => day))];
      const at = days.map((day) => startOf(day) / 86_400_000).toSorted((a, b) => a - b);
      const [first = 0, last = 0] = [at[0], at.at(-1)];
      const gap = at.length > 1 ? Math.round((10 * (last - first)) / (at.length - 1)) / 10 : null;
      return { profile, days: at.length, gap, since: startOf(to) / 86_400_000 - last };
    });
    return { ...oneRow(asked("rhythm", product)), rows, total: rows.length };
  },
  purchases: (_, { shop, to }) =>
    page(w.orders.filter((r) => inShop(shop, r.profile) && r.day <= to)),
  purchaseRows: async (_, { product, profiles, to, limit }) => {
    const who = new Set(profiles);
    const rows = w.orders.filter((r) => who.has(r.profile) && r.product === product && r.day <= to);
    return {
      check: { sql: "select day from orders.line where product = $1", values: [product] },
      columns: [{ key: "day", label }],
      rows: rows.slice(0, limit).map(({ day }) => ({ day })),
      total: rows.length,
    };
  },
});
const drafted = (brief: Brief, form: Form, turn: number) =>
  STYLES.map((style) => template({ review, figures }, brief, { style, form, turn }));

/** Templates, and one that says a model is at work. */
const creative: BrainPorts["creative"] = {
  drafts: async (_, brief, forms) => forms.flatMap((form) => drafted(brief, form, 0)),
  rewrite: async (_, { brief, style, form }) => {
    const another = drafted(brief, form, 1).find((one) => one.style === style);
    if (another === undefined) throw new Error("No such style");
    return ok({ ...another, writing: true });
  },
};

const NOTHING_YET: BrainPorts["overview"] = {
  soldOn: async () => ({ orders: 0, paid: [] }),
  people: async () => 0,
  events: async () => [],
};

/** Ports over arrays: each gives what it holds up to the day asked for, and nothing else. */
export const portsOf = (w: World): BrainPorts => ({
  shops: async () => [SHOP, OTHER],
  mark: async () => w.mark,
  stopped: async () => w.stopped,
  steady: async () => undefined,
  people: peopleOf(w),
  orders: { ...purchasesOf(w), ...ordersOf(w.sales) },
  sales: soldOf(w.sales),
  ledger: {
    hourCounts: async () => Array.from({ length: 24 }, (_, h) => (h === 20 ? 90 : 5)),
  },
  goods: {
    offer: async (_, { product }) => w.offers.get(product) ?? null,
    offers: async (_, { category }) =>
      [...w.offers.values()].filter((o) => o.category === category),
    promotionDays: async () => [],
    commissionOn: async (_, { lines }) =>
      lines.map(({ product }) => w.offers.get(product)?.commission ?? null),
    shelf: async () => {
      const all = [...w.offers.values()];
      const having = (key: "category" | "stock" | "commission") =>
        all.filter((offer) => offer[key] !== null).length;
      const [categorised, counted] = [having("category"), having("stock")];
      return { products: all.length, categorised, counted, ruled: having("commission") };
    },
    stockOf: async (_, { product }) => {
      const offer = w.offers.get(product);
      const { stock = null, sku = "" } = offer ?? {};
      return [{ sku, name: "", stock, countedAt: stock === null ? null : startOf(DAY) }];
    },
    stockRows: async (_, { product }) => oneRow(asked("stock", product)),
    titles: async () => [...w.offers.values()].map(({ product, title }) => ({ product, title })),
  },
  reach: {
    ...w.reach.ports,
    communities: async (_, { shop }) =>
      shop === SHOP ? [{ id: GROUP, name: "宝妈一群", members: MEMBERS }] : [],
  },
  guard: { review, fill },
  failed: (error) => w.failures.push(error),
  creative,
  overview: NOTHING_YET,
  audit: async (_, action, subject, { text }) => {
    w.audited.push({ action, subject, text: String(text ?? "") });
  },
});
