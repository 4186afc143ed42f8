import type { Instant, ProfileId } from "@zhongshu/kernel";
import type { Source } from "../contract.ts";

/** `seen`: on a list at that time, without a word on since when. */
type Told = "joined" | "left" | "seen";

export type MembershipFact = {
  readonly community: string;
  readonly profile: ProfileId;
  readonly at: Instant;
  readonly told: Told;
  readonly source: Source;
};
export type Membership = Pick<MembershipFact, "community" | "profile" | "source"> & {
  /** Null when nobody knows since when. */
  readonly joinedAt: Instant | null;
};
