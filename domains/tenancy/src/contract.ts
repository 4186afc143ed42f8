import { z } from "zod";

/** The roles of the mission: 店主 平台运营 客服 审核员 商家 消费者 算法/数据 管理员. */
export const Role = z.enum([
  "owner",
  "operator",
  "agent",
  "reviewer",
  "merchant",
  "customer",
  "analyst",
  "admin",
]);
export type Role = z.infer<typeof Role>;

/** Roles that work for the whole organisation; the others see only the shops they are assigned. */
export const everyShop = (role: Role): boolean =>
  role === "operator" || role === "analyst" || role === "admin";

/** Everything a person can be allowed to do. `route.permission` is one of these, or "signed-in". */
export const Permission = z.enum([
  "shop.enter",
  "cards.read",
  "cards.act",
  "events.read",
  "events.mend",
  "imports.read",
  "imports.run",
  "people.read",
  "people.write",
  "people.erase",
  "goods.read",
  "goods.write",
  "orders.read",
  "keys.manage",
  "members.manage",
  "audit.read",
]);
export type Permission = z.infer<typeof Permission>;

/** One shop, as the person who asks sees it. */
export const Shop = z.object({
  id: z.uuid(),
  name: z.string(),
  /** `demo`: to look around in; whoever opened it may remove all of it. */
  organisation: z.object({ id: z.uuid(), name: z.string(), demo: z.boolean().default(false) }),
  role: Role,
  permissions: z.array(Permission),
});
export type Shop = z.infer<typeof Shop>;
/** GET /api/me — who is signed in, and every shop of theirs over all organisations. */
export const Me = z.object({
  user: z.object({ id: z.string(), phone: z.string() }),
  shops: z.array(Shop),
  /** Belongs to no shop but a demo, and may open one. */
  mayOpen: z.boolean(),
});
export type Me = z.infer<typeof Me>;

const Typed = z.string().trim().min(1).max(60);
/** POST /api/me/shop — a shop of one's own; answers Me. */
export const NewShop = z.object({ name: Typed, owner: Typed });

/**
 * POST /api/me/demo — a shop with made-up customers and orders, to look around in; POST /api/me/demo/removed — it is
 * gone, with every row. Both answer Me.
 */

/** GET /api/shops/:shop/audit?before=&limit= */
export const AuditEntry = z.object({
  id: z.uuid(),
  at: z.int(),
  actor: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  /** "card.copied", "key.created", "import.started" … */
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.json()),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** GET/POST /api/shops/:shop/keys, DELETE …/keys/:id. The secret is shown once, when created. */
export const WriteKey = z.object({
  id: z.uuid(),
  kind: z.enum(["browser", "server"]),
  name: z.string(),
  prefix: z.string(),
  createdAt: z.int(),
  revokedAt: z.int().nullable(),
});
export type WriteKey = z.infer<typeof WriteKey>;
export const KeyKind = WriteKey.shape.kind;
/** POST /api/shops/:shop/keys {kind, name} answers this: the only time the secret is seen. */
export const MadeKey = z.object({ key: WriteKey, secret: z.string() });
export type MadeKey = z.infer<typeof MadeKey>;

/**
 * GET /api/shops/:shop/members (everybody of the organisation); POST …/members {phone, name, role, shops: ids},
 * PUT …/members/:member {name, role, shops}, DELETE …/members/:member. `shops` is empty for roles that work in all of them.
 */
export const Member = z.object({
  id: z.uuid(),
  phone: z.string(),
  name: z.string(),
  role: Role,
  shops: z.array(z.uuid()),
  createdAt: z.int(),
});
export type Member = z.infer<typeof Member>;

/**
 * GET /api/shops/:shop/organisation; PATCH …/organisation {name}; POST …/organisation/shops {name};
 * PATCH /api/shops/:shop {name}.
 */
export const Organisation = z.object({
  id: z.uuid(),
  name: z.string(),
  shops: z.array(z.object({ id: z.uuid(), name: z.string() })),
});
export type Organisation = z.infer<typeof Organisation>;
