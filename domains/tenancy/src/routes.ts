import { ok, type Route, route, shopId } from "@zhongshu/kernel";
import { z } from "zod";
import { KeyKind, Role } from "./contract.ts";
import type { Tenancy } from "./index.ts";

const Shop = z.uuid().transform(shopId);
const Name = z.string().trim().min(1).max(60);
const InShop = z.object({ shop: Shop });
const Named = z.object({ shop: Shop, name: Name });

const organisationRoutes = (tenancy: Tenancy): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/organisation",
    permission: "members.manage",
    summary: "The organisation and all its shops",
    input: InShop,
    handle: (ctx) => tenancy.organisation(ctx),
  }),
  route({
    method: "PATCH",
    path: "/shops/:shop/organisation",
    permission: "members.manage",
    summary: "Rename the organisation",
    input: Named,
    handle: (ctx, { name }) => tenancy.renameOrganisation(ctx, name),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/organisation/shops",
    permission: "members.manage",
    summary: "Open another shop in the organisation",
    input: Named,
    handle: (ctx, { name }) => tenancy.createShop(ctx, name),
  }),
  route({
    method: "PATCH",
    path: "/shops/:shop",
    permission: "members.manage",
    summary: "Rename the shop",
    input: Named,
    handle: (ctx, { shop, name }) => tenancy.renameShop(ctx, shop, name),
  }),
];

const memberRoutes = (tenancy: Tenancy): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/members",
    permission: "members.manage",
    summary: "Everybody of the organisation",
    input: InShop,
    handle: (ctx) => tenancy.listMembers(ctx),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/members",
    permission: "members.manage",
    summary: "Let somebody in by phone number",
    input: z.object({
      shop: Shop,
      phone: z.string().max(40),
      name: Name,
      role: Role,
      shops: z.array(z.uuid()).max(1_000).default([]),
    }),
    handle: (ctx, member) => tenancy.addMember(ctx, member),
  }),
  route({
    method: "PUT",
    path: "/shops/:shop/members/:member",
    permission: "members.manage",
    summary: "Another name, role or shops for a member; the last administrator stays one",
    input: z.object({
      shop: Shop,
      member: z.uuid(),
      name: Name,
      role: Role,
      shops: z.array(z.uuid()).max(1_000).default([]),
    }),
    handle: (ctx, change) => tenancy.changeMember(ctx, change),
  }),
  route({
    method: "DELETE",
    path: "/shops/:shop/members/:member",
    permission: "members.manage",
    summary: "Remove a member; the last administrator stays",
    input: z.object({ shop: Shop, member: z.uuid() }),
    handle: (ctx, { member }) => tenancy.removeMember(ctx, member),
  }),
];

const keyRoutes = (tenancy: Tenancy): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/keys",
    permission: "keys.manage",
    summary: "The shop's write keys, without their secrets",
    input: InShop,
    handle: (ctx, { shop }) => tenancy.listKeys(ctx, shop),
  }),
  route({
    method: "POST",
    path: "/shops/:shop/keys",
    permission: "keys.manage",
    summary: "Make a write key; its secret is shown in this answer only",
    input: z.object({ shop: Shop, kind: KeyKind, name: Name }),
    handle: (ctx, key) => tenancy.createKey(ctx, key),
  }),
  route({
    method: "DELETE",
    path: "/shops/:shop/keys/:key",
    permission: "keys.manage",
    summary: "Revoke a write key",
    input: z.object({ shop: Shop, key: z.uuid() }),
    handle: (ctx, { shop, key }) => tenancy.revokeKey(ctx, shop, key),
  }),
];

const Trail = z.object({
  shop: Shop,
  before: z.uuid().nullable().default(null),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Everything of tenancy that is asked inside a shop; who the person is and which shops are theirs is `me`. */
export const routes = (tenancy: Tenancy): readonly Route[] => [
  ...organisationRoutes(tenancy),
  ...memberRoutes(tenancy),
  ...keyRoutes(tenancy),
  route({
    method: "GET",
    path: "/shops/:shop/audit",
    permission: "audit.read",
    summary: "Who changed what, newest first",
    input: Trail,
    handle: async (ctx, page) => ok(await tenancy.auditTrail(ctx, page)),
  }),
];
