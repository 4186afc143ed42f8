import type { ProfileId } from "@zhongshu/kernel";

/** Who stands in an erased person's place has an id of version 7; who is known has one of version 8, computed from an id. */
export const isNobody = (profile: ProfileId): boolean => profile.charAt(14) === "7";
