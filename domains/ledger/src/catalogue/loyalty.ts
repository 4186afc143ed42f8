import { z } from "zod";
import { Label, record } from "./parts.ts";

export const PointsChanged = z.looseObject({
  change: z.int(),
  balance: z.int().exactOptional(),
  reason: Label.exactOptional(),
});
export const MemberLevelChanged = z.looseObject({ level: Label, before: Label.nullable() });

export const loyalty = {
  points_changed: record(PointsChanged),
  member_level_changed: record(MemberLevelChanged),
};
