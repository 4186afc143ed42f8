import {
  type BusinessDay,
  type Ctx,
  DAY,
  type Instant,
  type ShopId,
  startOf,
} from "@zhongshu/kernel";
import { nationalPromotions } from "../calendar/calendar.ts";
import type { Attention, BrainPorts, Community } from "../ports.ts";
import { type Window, windowBefore } from "../rising/window.ts";

/** A community with the shop it belongs to. */
export type Placed = Community & { readonly shop: ShopId };

/** Five weeks of the whole organisation, with names turned into numbers and back. */
export type Loaded = {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly window: Window;
  readonly profiles: readonly string[];
  readonly categories: readonly string[];
  readonly communities: readonly Placed[];
  readonly members: readonly { readonly members: Uint32Array }[];
  /** Of each shop, how many customers looked at or ordered anything whose category is known. */
  readonly lookers: ReadonlyMap<ShopId, number>;
};

/** Numbers names in the order they are met. */
function numbering() {
  const known = new Map<string, number>();
  const names: string[] = [];
  const numberOf = (name: string): number => {
    const number = known.get(name) ?? names.push(name) - 1;
    known.set(name, number);
    return number;
  };
  return { names, known, numberOf };
}
type Numbering = ReturnType<typeof numbering>;

type Names = { readonly profiles: Numbering; readonly categories: Numbering };

function collect({ profiles, categories }: Names, from: BusinessDay) {
  const columns = { customer: [0], day: [0], category: [0], touches: [0] };
  const first = startOf(from);
  for (const column of Object.values(columns)) column.length = 0;
  return {
    add({ profile, category, day, touches }: Attention): void {
      columns.customer.push(profiles.numberOf(profile));
      columns.category.push(categories.numberOf(category));
      columns.day.push(Math.round((startOf(day) - first) / DAY));
      columns.touches.push(touches);
    },
    touches: () => ({
      size: columns.customer.length,
      customer: Uint32Array.from(columns.customer),
      day: Uint8Array.from(columns.day),
      category: Uint16Array.from(columns.category),
      touches: Float64Array.from(columns.touches),
    }),
  };
}

type Promotion = { readonly category: string | null; readonly day: BusinessDay };

/** A promotion anywhere in the organisation leaves the day out for its category everywhere. */
function promoted(
  categories: readonly string[],
  promotions: readonly Promotion[],
  from: BusinessDay,
): readonly ReadonlySet<number>[] {
  const first = startOf(from);
  return categories.map(
    (category) =>
      new Set(
        promotions.flatMap((p) =>
          p.category === null || p.category === category
            ? [Math.round((startOf(p.day) - first) / DAY)]
            : [],
        ),
      ),
  );
}

/** Reads what the cards of `day` may rest on: the five weeks that end the evening before. */
export async function load(
  ctx: Ctx,
  ports: BrainPorts,
  { shops, day, at }: { shops: readonly ShopId[]; day: BusinessDay; at: Instant },
): Promise<Loaded> {
  const { from, to } = windowBefore(day);
  const names = { profiles: numbering(), categories: numbering() };
  const rows = collect(names, from);
  const communities: Placed[] = [];
  const promotions: Promotion[] = nationalPromotions(from, to).map((d) => ({
    category: null,
    day: d,
  }));
  const lookers = new Map<ShopId, number>();
  for (const shop of shops) {
    const here = new Set<string>();
    for await (const page of ports.people.attention(ctx, { shop, from, to })) {
      page.forEach(rows.add);
      for (const { profile } of page) here.add(profile);
    }
    lookers.set(shop, here.size);
    const groups = await ports.reach.communities(ctx, { shop, at });
    communities.push(...groups.map((community) => ({ ...community, shop })));
    promotions.push(...(await ports.goods.promotionDays(ctx, { shop, from, to })));
  }
  const profiles = names.profiles.names;
  const categories = names.categories.names;
  const window = {
    customers: profiles.length,
    categories: categories.length,
    touches: rows.touches(),
    promoted: promoted(categories, promotions, from),
  };
  const members = communities.map((community) => ({
    members: Uint32Array.from(
      community.members.flatMap((profile) => names.profiles.known.get(profile) ?? []),
    ),
  }));
  return { from, to, window, profiles, categories, communities, members, lookers };
}
