import type { Ctx, Instant, ProfileId } from "@zhongshu/kernel";
import type { Traits } from "./traits.ts";

export type Known = { readonly value: unknown; readonly at: Instant };
export type Standing = ReadonlyMap<string, Known>;

export const traitKey = (profile: ProfileId, key: string): string => `${profile} ${key}`;

/** What is known of these by now. */
export async function standingOf({ sql }: Ctx, profiles: readonly ProfileId[]): Promise<Standing> {
  const rows = await sql.rows<{ profile: ProfileId; key: string } & Known>(
    "select profile, key, value, at from people.trait where profile = any($1::uuid[])",
    [profiles],
  );
  return new Map(
    rows.map(({ profile, key, value, at }) => [traitKey(profile, key), { value, at }]),
  );
}

/** Since when all of this is known of them; null when any of it is news. */
export function since(standing: Standing, profile: ProfileId, traits: Traits): Instant | null {
  let latest = 0;
  for (const [key, value] of Object.entries(traits)) {
    const known = standing.get(traitKey(profile, key));
    if (known === undefined || known.value !== value) return null;
    latest = Math.max(latest, known.at);
  }
  return latest === 0 ? null : latest;
}
