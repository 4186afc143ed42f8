import type { Ctx, Instant, ShopId } from "@zhongshu/kernel";
import type { CommunityDescribed } from "@zhongshu/ledger/contract";

type Described = {
  readonly code: string;
  readonly name: string;
  readonly channel: string;
  readonly size: number | null;
  readonly at: Instant | null;
};

/** Since when a community is as it is told now; null when any of it is news, or was put in by hand. */
export async function describedSince({ sql }: Ctx, shop: ShopId) {
  const rows = await sql.rows<Described>(
    "select code, name, channel, size, told_at as at from reach.community where shop = $1",
    [shop],
  );
  const known = new Map(rows.map((row) => [row.code, row]));
  return ({ community, name, channel, size }: CommunityDescribed): Instant | null => {
    const found = known.get(community);
    const same =
      found?.name === name &&
      (channel === undefined || found.channel === channel) &&
      (size === undefined || found.size === size);
    return same ? (found?.at ?? null) : null;
  };
}

/** The code of a community by what it is called, where one alone is called so and none has that for its code. */
export async function codeOfName({ sql }: Ctx, shop: ShopId): Promise<(told: string) => string> {
  const rows = await sql.rows<Pick<Described, "code" | "name">>(
    "select code, name from reach.community where shop = $1",
    [shop],
  );
  const codes = new Set(rows.map(({ code }) => code));
  const named = Map.groupBy(rows, ({ name }) => name);
  return (told) => {
    const [one, ...others] = named.get(told) ?? [];
    return codes.has(told) || one === undefined || others.length > 0 ? told : one.code;
  };
}
