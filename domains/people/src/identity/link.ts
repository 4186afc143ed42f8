import type { Instant, ProfileId, ShopId } from "@zhongshu/kernel";
import type { Sender } from "@zhongshu/ledger/contract";
import type { Join } from "../ports.ts";
import { ownProfile } from "./names.ts";

/** Whose an anonymous id is now, and by an event of which time. */
export type Link = { readonly profile: ProfileId; readonly linkedAt: Instant };
export type NewLink = Link & { readonly shop: ShopId; readonly own: ProfileId };

/** The two ids of a sender as profiles: what the anonymous id is by itself, and the user. */
export type Person = {
  readonly shop: ShopId;
  readonly own: ProfileId | null;
  readonly user: ProfileId | null;
  readonly at: Instant;
};

/** An alias speaks of its `previous` id; every other event of its anonymous id. */
function anonymousOf({ type, properties, anonymousId }: Sender): string | null {
  const previous = type === "aliased" ? properties["previous"] : undefined;
  return typeof previous === "string" ? previous : anonymousId;
}

export function personOf(sender: Sender): Person {
  const anonymous = anonymousOf(sender);
  return {
    shop: sender.shop,
    own: anonymous === null ? null : ownProfile(sender, "anonymous", anonymous),
    user: sender.userId === null ? null : ownProfile(sender, "user", sender.userId),
    at: sender.at,
  };
}

export type Linked = {
  /** Who each sender is, in order. */
  readonly profiles: readonly (ProfileId | null)[];
  readonly links: readonly NewLink[];
  /** Anonymous profiles that a user takes over, each once in its life. */
  readonly moves: readonly Join[];
};

/**
 * An event with both ids links the anonymous one to the user. The first link absorbs all that was anonymous;
 * a later link to another user (a shared phone) only turns the events that follow, so two users never merge.
 */
export function link(people: readonly Person[], known: ReadonlyMap<ProfileId, Link>): Linked {
  const current = new Map(known);
  const links = new Map<ProfileId, NewLink>();
  const moves = new Map<ProfileId, ProfileId>();
  const profiles = people.map(({ shop, own, user, at }) => {
    if (own === null || user === null) return user ?? (own && (current.get(own)?.profile ?? own));
    const before = current.get(own);
    if (before === undefined) moves.set(own, user);
    if (before === undefined || (before.profile !== user && at >= before.linkedAt)) {
      links.set(own, { shop, own, profile: user, linkedAt: at });
      current.set(own, { profile: user, linkedAt: at });
    }
    return user;
  });
  return {
    profiles: profiles.map((profile) => profile && (moves.get(profile) ?? profile)),
    links: [...links.values()],
    moves: [...moves].map(([from, to]) => ({ from, to })),
  };
}
