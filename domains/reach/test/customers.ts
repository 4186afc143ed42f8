import { createHmac, randomBytes } from "node:crypto";
import type { CardProduct } from "@zhongshu/cards";
import {
  type AsTenant,
  type Caller,
  type Customer,
  iso,
  newId,
  type ProfileId,
  profileId,
  type Seal,
  type ShopId,
  shopId,
  tenantId,
} from "@zhongshu/kernel";
import { seeded, type TestDatabase, testSeal } from "@zhongshu/testing";
import { createInbox, createLinks } from "../src/index.ts";
import type { Told } from "../src/ports.ts";

const uuid = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
export const person = (n: number): ProfileId => profileId(uuid(0x7000 + n));
/** Merged into `person(1)` before the test began, and nobody at all. */
export const ABSORBED = person(0xa);
export const STRANGER = person(0xb);
export const SHOP = shopId(uuid(0x20));
export const OTHER_SHOP = shopId(uuid(0x21));
export const A = testSeal({ tenant: tenantId(uuid(0xa0)), random: seeded(40) });
export const B = testSeal({ tenant: tenantId(uuid(0xb0)), random: seeded(41) });

export const RICE: CardProduct = {
  ...{ product: "p1", sku: "s1", title: "有机米粉", pictures: [] },
  ...{ listPrice: { minor: 8900, currency: "CNY" }, memberPrice: null, afterCoupon: null },
  ...{ stage: "always", opensAt: null, closesAt: null, stock: null, stockAt: null },
};

const survivor = async (_: unknown, { profile }: { readonly profile: ProfileId }) =>
  profile === STRANGER ? null : profile === ABSORBED ? person(1) : profile;

/** The customer's side of reach over a real database, its neighbours written by hand. */
export function openSide(db: () => TestDatabase) {
  const heard: string[] = [];
  const seen: Told[] = [];
  const offers = new Map<string, CardProduct>([["p1/s1", RICE]]);
  const asTenant: AsTenant = (seal, work) => db().asTenant(seal, work);
  const ports = {
    asTenant,
    sign: (bytes: Uint8Array) => createHmac("sha256", "of this test").update(bytes).digest(),
    randomBytes,
    clock: () => A.now,
    url: "https://l.example.com",
    personOf: survivor,
    settled: survivor,
    audit: async (ctx: Seal, action: string, subject: string) => {
      heard.push(`${ctx.actor.kind} ${action} ${subject}`);
    },
    shopName: async () => "小满的店",
    worksIn: async (_: unknown, { user, shop }: { user: string; shop: ShopId }) =>
      user === OWNER && shop === SHOP,
    nameOf: async () => "林女士",
    offer: async (_: unknown, { product, sku }: { product: string; sku: string }) =>
      offers.get(`${product}/${sku}`) ?? null,
    append: async (_: unknown, told: readonly Told[]) => {
      seen.push(...told);
    },
  };
  const inbox = createInbox(ports);
  const links = createLinks(ports);
  return { inbox, links, heard, seen, offers };
}

export const nobody: Caller = { customer: null, visitor: null, user: null };
/** Whoever works in `SHOP` has this user id. */
export const OWNER = "u-owner";

export type Sent = { readonly execution: string; readonly message: string; readonly link: string };
type To = {
  readonly profile: ProfileId | null;
  readonly shop?: ShopId;
  readonly community?: string;
  readonly text?: string;
  readonly at?: number;
  /** To one person; a community's is posted. */
  readonly way?: "inbox" | "named-copy";
};

/** A message as an execution leaves it behind: recipient, words, and a link of their own. */
export async function send(
  db: TestDatabase,
  seal: Seal,
  { profile, shop = SHOP, community, text = "有新货", at = seal.now, way = "inbox" }: To,
): Promise<Sent> {
  const [execution, message, link] = [newId(seal), newId(seal), newId(seal)];
  const channel = profile === null ? "group-copy" : way;
  await db.asTenant(seal, async ({ sql }) => {
    await sql.run(
      `insert into reach.execution (shop, id, key, play, title, channel, product, sku, style, template,
         salt, hold_out, state, actor, started_at, opens_at, closes_at, returns_until)
       values ($1, $2, $5, 'due-again', '回购', $3, 'p1', 's1', 'warm', '', 's', 0.2, 'running', 'm',
         $4::timestamptz, $4::timestamptz, $4::timestamptz, $4::timestamptz)`,
      [shop, execution, channel, iso(at), execution],
    );
    await sql.run(
      `insert into reach.link (shop, id, execution, profile, community, product, sku, made_at)
       values ($1, $2, $3, $4, $5, 'p1', 's1', $6::timestamptz)`,
      [shop, link, execution, profile, community ?? null, iso(at)],
    );
    if (profile === null) return;
    await sql.run(
      `insert into reach.recipient (shop, execution, profile, arm, state, eligible, wake_at)
       values ($1, $2, $3, 'treated', 'sent', true, $4::timestamptz)`,
      [shop, execution, profile, iso(at)],
    );
    if (way !== "inbox") return;
    await sql.run(
      `insert into reach.message (shop, id, execution, profile, text, product, sku, link, at)
       values ($1, $2, $3, $4, $5, 'p1', 's1', $6, $7::timestamptz)`,
      [shop, message, execution, profile, text, link, iso(at)],
    );
  });
  return { execution, message, link };
}

export const rowsOf = <Row extends object>(db: TestDatabase, text: string, values: string[]) =>
  db.asOwner((sql) => sql.rows<Row>(text, values));

export const as = (customer: Customer): Caller => ({ ...nobody, customer });
