import type { ProfileId, Sql } from "@zhongshu/kernel";
import type { PeoplePorts } from "../ports.ts";
import { looked } from "./store.ts";
import { countTouches, type Touch, type Touched } from "./touches.ts";

export type Taken = {
  readonly gone: readonly Touch[];
  /** All others of the same people and days. */
  readonly left: readonly Touch[];
};

const keyOf = ({ profile, day, category }: Pick<Touched, "profile" | "day" | "category">) =>
  `${profile} ${day} ${category}`;

const nothing = (): null => null;

function byKey(touched: readonly Touched[]): ReadonlyMap<string, number> {
  return new Map(touched.map((one) => [keyOf(one), one.touches]));
}

/**
 * What is left of each count: touches whose category was told are known one by one; of those that were looked up when
 * they came, the ones that go are taken under the category known now, and never from what was told.
 */
export function remainders(
  counted: readonly Touched[],
  { gone, left }: Taken,
  categoryOf: (touch: Touch) => string | null,
): readonly Touched[] {
  const told = byKey(countTouches(gone, nothing));
  const stay = byKey(countTouches(left, nothing));
  const guessed = byKey(
    countTouches(
      gone.filter(({ category }) => category === null),
      categoryOf,
    ),
  );
  return counted.map((one) => {
    const key = keyOf(one);
    const rest = one.touches - (told.get(key) ?? 0);
    const lookedUp = Math.max(0, rest - (stay.get(key) ?? 0));
    return { ...one, touches: Math.max(0, rest - Math.min(lookedUp, guessed.get(key) ?? 0)) };
  });
}

/** Takes the touches that go out of the attention of their people. */
export async function takeAttention(
  sql: Sql,
  categoriesOf: PeoplePorts["categoriesOf"],
  taken: Taken,
): Promise<void> {
  if (taken.gone.length === 0) return;
  const counted = await held(sql, taken.gone);
  const left = remainders(counted, taken, await looked(sql, categoriesOf, taken.gone));
  await sql.run(
    `with sent as (
       select * from unnest($1::uuid[], $2::date[], $3::text[], $4::int[]) as t (profile, day, category, touches)),
     emptied as (
       delete from people.attention a using sent
        where a.profile = sent.profile and a.day = sent.day and a.category = sent.category and sent.touches = 0
          and a.tenant = nullif(current_setting('app.tenant', true), '')::uuid)
     update people.attention a set touches = sent.touches from sent
      where a.profile = sent.profile and a.day = sent.day and a.category = sent.category and sent.touches > 0
        and a.tenant = nullif(current_setting('app.tenant', true), '')::uuid and a.touches <> sent.touches`,
    [
      left.map((one) => one.profile),
      left.map((one) => one.day),
      left.map((one) => one.category),
      left.map((one) => one.touches),
    ],
  );
}

const held = (sql: Sql, touches: readonly Touch[]): Promise<readonly Touched[]> => {
  const days = new Map<string, { readonly profile: ProfileId; readonly day: string }>(
    touches.map((touch) => [`${touch.profile} ${touch.day}`, touch]),
  );
  return sql.rows<Touched>(
    `select a.shop, a.profile, a.day, a.category, a.touches
       from unnest($1::uuid[], $2::date[]) as t (profile, day)
       join people.attention a on a.profile = t.profile and a.day = t.day
        and a.tenant = nullif(current_setting('app.tenant', true), '')::uuid
      order by a.profile, a.day, a.category for update of a`,
    [[...days.values()].map(({ profile }) => profile), [...days.values()].map(({ day }) => day)],
  );
};
