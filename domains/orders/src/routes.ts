import {
  type Ctx,
  isDay,
  isInstant,
  isStorable,
  isUuid,
  ok,
  type ProfileId,
  profileId,
  type Route,
  route,
  type ShopId,
  shopId,
} from "@zhongshu/kernel";
import { z } from "zod";
import type { Orders } from "./orders.ts";
import type { Cursor } from "./reading/list.ts";

type Listed = Awaited<ReturnType<Orders["list"]>>["orders"];

const Place = z.object({
  at: z.number().refine(isInstant),
  source: z.string().refine(isStorable),
  number: z.string().refine(isStorable),
});

/** A cursor is opaque to its caller; a spoilt one begins anew. */
function cursorOf(text: string | undefined): Cursor | null {
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    const parsed = Place.safeParse(value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const written = (cursor: Cursor | null): string | null =>
  cursor === null ? null : Buffer.from(JSON.stringify(cursor)).toString("base64url");

const Asked = z.object({
  shop: z.string().refine(isUuid),
  profile: z.uuid().exactOptional(),
  day: z.string().refine(isDay, "not a day like 2026-11-24").exactOptional(),
  cursor: z.string().max(600).exactOptional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** What customers are called, as far as the reader may know; a number used as an id is masked in it. */
type Ports = {
  namesOf(
    ctx: Ctx,
    ask: { readonly shop: ShopId; readonly profiles: readonly ProfileId[] },
  ): Promise<ReadonlyMap<ProfileId, string>>;
};

/** Orders by what their customers are called, not by what the source numbers them with. */
async function called(ctx: Ctx, { namesOf }: Ports, asked: { shop: ShopId; orders: Listed }) {
  const profiles = asked.orders.flatMap(({ profile }) =>
    profile === null ? [] : [profileId(profile)],
  );
  const names = await namesOf(ctx, { shop: asked.shop, profiles: [...new Set(profiles)] });
  return asked.orders.map((order) => ({
    ...order,
    customer: order.profile === null ? null : (names.get(profileId(order.profile)) ?? null),
  }));
}

export const routes = (orders: Orders, ports: Ports): readonly Route[] => [
  route({
    method: "GET",
    path: "/shops/:shop/orders",
    permission: "orders.read",
    summary: "Orders of a shop, newest first, with their lines",
    input: Asked,
    handle: async (ctx, { shop, profile, day, cursor, limit }) => {
      const page = await orders.list(ctx, {
        shop: shopId(shop),
        profile: profile ?? null,
        day: day ?? null,
        cursor: cursorOf(cursor),
        limit,
      });
      const told = await called(ctx, ports, { shop: shopId(shop), orders: page.orders });
      return ok({ orders: told, next: written(page.next) });
    },
  }),
];
