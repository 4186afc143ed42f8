declare const brand: unique symbol;
type Branded<Kind extends string> = string & { readonly [brand]: Kind };

/** An organisation. Every row of every domain belongs to exactly one. */
export type TenantId = Branded<"tenant">;
export type ShopId = Branded<"shop">;
/** One person, as one shop knows them. */
export type ProfileId = Branded<"profile">;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (value: string): boolean => UUID.test(value);

function branded<Kind extends string>(kind: string, value: string): Branded<Kind> {
  if (!isUuid(value)) throw new Error(`Not the id of a ${kind}: ${value}`);
  return value as Branded<Kind>;
}

/** Each throws on anything but a lower-case UUID: ids are parsed at the edge, so this is a bug. */
export const tenantId = (value: string): TenantId => branded("tenant", value);
export const shopId = (value: string): ShopId => branded("shop", value);
export const profileId = (value: string): ProfileId => branded("profile", value);

const hex = (n: number, digits: number): string =>
  Math.floor(n).toString(16).padStart(digits, "0").slice(-digits);

/**
 * A UUID of version 7 (RFC 9562): 48 bits of time, then 74 bits of chance, so ids sort by birth.
 * Takes the clock and the dice of `Ctx`; unguessable only when `random` is.
 */
export function newId(at: { readonly now: number; readonly random: () => number }): string {
  const time = hex(at.now, 12);
  const roll = (digits: number): string => hex(at.random() * 16 ** digits, digits);
  const variant = hex(8 + at.random() * 4, 1);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${roll(3)}-${variant}${roll(3)}-${roll(6)}${roll(6)}`;
}
