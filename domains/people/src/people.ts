import {
  type Ctx,
  err,
  ok,
  type ProfileId,
  type Refusal,
  type Result,
  type ShopId,
} from "@zhongshu/kernel";
import {
  attention,
  attentionRows,
  shareChecks,
  shareRows,
  sharesElsewhere,
} from "./attention/read.ts";
import { choices } from "./choice/choice.ts";
import type { Profile, Segment, SegmentPreview, TimelineEntry } from "./contract.ts";
import { holdings } from "./copy/held.ts";
import { erasures } from "./erasure/erasure.ts";
import { keepingOut, knownAgain } from "./erasure/guard.ts";
import { createResolve, standStill, steady } from "./identity/store.ts";
import { profilesOf, survivors } from "./identity/users.ts";
import { customerImporter } from "./importing/importer.ts";
import type { PeoplePorts } from "./ports.ts";
import { type Apart, apartOf } from "./profile/apart.ts";
import {
  type Ask,
  boughtBefore,
  type Cursor,
  countPeople,
  everybody,
  known,
  namesOf,
  readPeople,
  readPerson,
  survivor,
} from "./profile/read.ts";
import { toldNameOf } from "./profile/told-name.ts";
import { createProjection } from "./projection.ts";
import { noSuchPerson, notAllowed } from "./refusals.ts";
import { countNow, preview } from "./segment/preview.ts";
import {
  changeSegment,
  createSegment,
  deleteSegment,
  readSegment,
  readSegments,
  readVersions,
  type Wanted,
  type Which,
} from "./segment/store.ts";
import { settle } from "./standing/settle.ts";
import { forget } from "./standing/stale.ts";
import { createTags } from "./tags.ts";
import { readPhone } from "./who/phone.ts";
import { likely, type Saying, say } from "./who/review.ts";
import { kept } from "./who/told.ts";

type Answer<T> = Promise<Result<T, Refusal>>;
type Allowed = "people.read" | "people.write";
type Shown = { readonly people: readonly Profile[]; readonly next: Cursor | null };
type OnePerson = { readonly shop: ShopId; readonly profile: ProfileId };
type Older = OnePerson & { readonly before: number | null; readonly limit: number };
type Members = Which & { readonly cursor: Cursor | null; readonly limit: number };

async function guarded<T>(ctx: Ctx, shop: ShopId, may: Allowed, work: () => Answer<T>): Answer<T> {
  return ctx.can(may, shop) ? work() : err(notAllowed);
}

async function page(ctx: Ctx, ports: PeoplePorts, ask: Ask): Promise<Shown> {
  const found = await readPeople(ctx, ports, { ...ask, limit: ask.limit + 1 });
  const people = found.slice(0, ask.limit);
  const last = people.at(-1);
  if (found.length <= ask.limit || last === undefined) return { people, next: null };
  // Who was never there stands where they became known.
  return { people, next: { id: last.id, lastSeen: last.lastSeen ?? last.firstSeen } };
}

/** A whole number is looked for by what is kept of it. */
function searched(told: string): string {
  const phone = readPhone(told);
  return phone?.is === "full" ? phone.mask : told;
}

async function members(ctx: Ctx, ports: PeoplePorts, { limit, cursor, ...which }: Members) {
  const segment = await readSegment(ctx, which);
  if (!segment.ok) return segment;
  await settle(ctx, ports, which.shop);
  const ask = { ...everybody(which.shop), predicate: segment.value.predicate };
  const total = await countPeople(ctx, ports, ask);
  return ok({ total, ...(await page(ctx, ports, { ...ask, cursor, limit })) });
}

async function timeline(
  ctx: Ctx,
  ports: PeoplePorts,
  ask: Older,
): Answer<readonly TimelineEntry[]> {
  const profile = await survivor(ctx, ask.profile);
  return ok(await ports.timeline(ctx, { ...ask, profile }));
}

/** Who is absorbed is forgotten here too, and whoever absorbed them is decided anew. */
const reassigning =
  (ports: PeoplePorts): PeoplePorts["reassign"] =>
  async (sql, moves) => {
    await forget(
      sql,
      moves.map(({ from }) => from),
    );
    await ports.reassign(sql, moves);
  };

/** Who may be one person, and what somebody says of it. */
const asked = (ports: PeoplePorts) => ({
  likely: (ctx: Ctx, shop: ShopId): Answer<Awaited<ReturnType<typeof likely>>> =>
    guarded(ctx, shop, "people.read", async () => ok(await likely(ctx, shop))),
  say: (ctx: Ctx, saying: Saying): Answer<null> =>
    guarded(ctx, saying.shop, "people.write", () =>
      say(ctx, { ...ports, reassign: reassigning(ports) }, saying),
    ),
});

type Named = { readonly shop: ShopId; readonly profiles: readonly ProfileId[] };
/** What customers are called, and what tells them apart: nothing for whoever may not see the shop's customers. */
const naming = {
  namesOf: async (ctx: Ctx, ask: Named): Promise<ReadonlyMap<ProfileId, string>> =>
    ctx.can("people.read", ask.shop) ? namesOf(ctx, ask) : new Map(),
  apartOf: async (ctx: Ctx, ask: Named): Promise<ReadonlyMap<ProfileId, Apart>> =>
    ctx.can("people.read", ask.shop) ? apartOf(ctx, ask) : new Map(),
};

/** Customers of a shop: who they are, what they turned to, and which of them are meant. */
export const createPeople = (ports: PeoplePorts) => ({
  resolve: keepingOut(ports.keyed, createResolve({ ...ports, reassign: reassigning(ports) })),
  ...{ ...erasures(ports), ...choices(ports), ...holdings(ports), erased: knownAgain(ports.keyed) },
  ...createTags(ports),
  ...asked(ports),
  projection: createProjection(ports),
  importers: [customerImporter],
  ...{ kept, profilesOf, standStill, steady },
  survivors,
  toldNameOf,
  attention,
  attentionRows,
  shareChecks,
  shareRows,
  sharesElsewhere,
  boughtBefore,
  /** How many customers the shop has, or how many are at this stage now. */
  count: (ctx: Ctx, { shop, stage }: Pick<Ask, "shop" | "stage">): Promise<number> =>
    countPeople(ctx, ports, { ...everybody(shop), stage }),
  list: (ctx: Ctx, ask: Ask): Answer<Shown> =>
    guarded(ctx, ask.shop, "people.read", async () =>
      ok(await page(ctx, ports, { ...ask, search: ask.search && searched(ask.search) })),
    ),
  person: (ctx: Ctx, { shop, profile: id }: OnePerson): Answer<Profile> =>
    guarded(ctx, shop, "people.read", async () => {
      const person = await readPerson(ctx, ports, { shop, id });
      return person === null ? err(noSuchPerson) : ok(person);
    }),
  /** Who this is by now, after merges; null for nobody of this shop. */
  personOf: (ctx: Ctx, { shop, profile: id }: OnePerson): Promise<ProfileId | null> =>
    known(ctx, { shop, id }),
  ...naming,
  timeline: (ctx: Ctx, ask: Older): Answer<readonly TimelineEntry[]> =>
    guarded(ctx, ask.shop, "people.read", () => timeline(ctx, ports, ask)),
  segments: (ctx: Ctx, shop: ShopId): Answer<readonly Segment[]> =>
    guarded(ctx, shop, "people.read", async () => ok(await readSegments(ctx, shop))),
  segmentMembers: (ctx: Ctx, ask: Members): Answer<Shown & { readonly total: number }> =>
    guarded(ctx, ask.shop, "people.read", () => members(ctx, ports, ask)),
  segmentVersions: (ctx: Ctx, which: Which) =>
    guarded(ctx, which.shop, "people.read", () => readVersions(ctx, which)),
  /** How many a predicate means, before it is saved. */
  preview: (ctx: Ctx, ask: Pick<Wanted, "shop" | "predicate">): Answer<SegmentPreview> =>
    guarded(ctx, ask.shop, "people.read", async () => ok(await preview(ctx, ports, ask))),
  /** The same without a sample. */
  countNow: (ctx: Ctx, ask: Pick<Wanted, "shop" | "predicate">): Answer<number> =>
    guarded(ctx, ask.shop, "people.read", async () => ok(await countNow(ctx, ports, ask))),
  createSegment: (ctx: Ctx, wanted: Wanted): Answer<Segment> =>
    guarded(ctx, wanted.shop, "people.write", () => createSegment(ctx, ports.audit, wanted)),
  changeSegment: (ctx: Ctx, wanted: Wanted & Which): Answer<Segment> =>
    guarded(ctx, wanted.shop, "people.write", () => changeSegment(ctx, ports.audit, wanted)),
  deleteSegment: (ctx: Ctx, which: Which): Answer<null> =>
    guarded(ctx, which.shop, "people.write", () => deleteSegment(ctx, ports.audit, which)),
});
export type People = ReturnType<typeof createPeople>;
