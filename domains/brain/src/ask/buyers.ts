import { businessDay, type Instant, ok, type ProfileId } from "@zhongshu/kernel";
import type { Answer } from "../contract.ts";
import type { Outcome } from "../ports.ts";
import { type Asking, about, address, examples, type Here, plain, stretchOf } from "./here.ts";
import type { OfDays } from "./match.ts";
import { lastDays, type Period } from "./periods.ts";
import type { Titled } from "./titles.ts";
import * as words from "./words.ts";

const LATELY = 90;
const SHOWN = 10;

/** Who bought and kept a part of it, each with their last time, newest first. */
function buyersIn(lines: readonly Outcome[]): readonly (readonly [ProfileId, Instant])[] {
  const last = new Map<ProfileId, Instant>();
  for (const { profile, at, paid, minor, refunded } of lines) {
    const kept = minor === 0 || refunded < minor;
    if (profile === null || paid === "no" || !kept) continue;
    last.set(profile, Math.max(at, last.get(profile) ?? at));
  }
  return [...last].toSorted(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
}

async function buyersOf(here: Here, goods: Titled, told: Period | null): Asking<Answer> {
  const { ctx, ports, shop } = here;
  const period = told ?? lastDays(businessDay(ctx.now), LATELY, words.LATELY);
  const { product, title } = goods;
  const lines = await ports.orders.outcomes(ctx, { ...stretchOf(here, period), product });
  const buyers = buyersIn(lines);
  const shown = buyers.slice(0, SHOWN);
  const names = await ports.people.namesOf(ctx, { shop, profiles: shown.map(([id]) => id) });
  const people = shown.map(([profile, at]) => ({
    ...{ profile, name: names.get(profile) ?? null },
    note: words.boughtOn(businessDay(at)),
  }));
  const opens = address("sold", period, { product });
  const value = String(buyers.length);
  const figures =
    buyers.length === 0 ? [] : [{ title: { zh: "买过的客户", en: "Buyers" }, value, opens }];
  return ok(
    plain(words.buyersSaid({ title, period, all: buyers.length, shown: shown.length }), {
      people,
      figures,
    }),
  );
}

/** Who bought these goods, as persons that open. */
export function buyers(here: Here, { words: asked, period, other }: OfDays): Asking<Answer> {
  const { ctx, shop } = here;
  if (!ctx.can("orders.read", shop) || !ctx.can("people.read", shop))
    return Promise.resolve(ok(plain(words.MAY_NOT_SEE_PEOPLE)));
  if (asked.length === 0)
    return Promise.resolve(ok(plain(words.WHICH_BOUGHT, examples(here, words.buyersAsked))));
  const one = (goods: Titled): Asking<Answer> => buyersOf(here, goods, period);
  return about(here, asked, { one, again: words.buyersAsked, other });
}

/** The customers of that name, whose pages tell what they bought. */
export async function person(here: Here, asked: readonly string[]): Asking<Answer> {
  const { ctx, ports, shop } = here;
  if (!ctx.can("people.read", shop)) return ok(plain(words.MAY_NOT_SEE_PEOPLE));
  const [told] = asked;
  if (told === undefined) return ok(plain(words.NOT_UNDERSTOOD, { understood: false }));
  for (const name of asked) {
    const found = await ports.people.called(ctx, { shop, name, limit: SHOWN });
    if (found.length === 0) continue;
    const people = found.map((one) => ({ ...one, note: words.OPEN_PERSON }));
    return ok(plain(words.personsNamed(name), { people }));
  }
  return ok(plain(words.nobodyNamed(told), { understood: false }));
}
