import { z } from "zod";

export type {
  Channel,
  Facts,
  Kind,
  Message,
  Policy,
  Slot,
  Standing,
  Verdict,
} from "./gate/facts.ts";
export { type Decision, decide, STEPS, type Step } from "./gate/gate.ts";
export { USUAL_POLICY } from "./gate/policy.ts";

/** How we know that somebody belongs: WeCom's callback, our own link, a list, or nobody can say. */
export const Source = z.enum(["wecom", "own-link", "imported-list", "unknown"]);
export type Source = z.infer<typeof Source>;

/** GET/POST /api/shops/:shop/communities {name, channel, code?, size?}. `code` is what events call it. */
export const Community = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  channel: z.enum(["wecom", "wechat", "app", "unknown"]),
  /** How many are in the group as the owner says; null when not told. */
  size: z.int().nullable(),
  /** How many of them we know as customers. */
  known: z.int(),
});
export type Community = z.infer<typeof Community>;

/** POST /api/shops/:shop/communities/:community/members {userIds}. */
export const Enrolled = z.object({
  added: z.int(),
  already: z.int(),
  /** User ids that no customer of this shop has. */
  unknown: z.array(z.string()),
});
export type Enrolled = z.infer<typeof Enrolled>;

export const OptOutChannel = z.enum([
  "all",
  "wecom-mass",
  "wecom-group",
  "wecom-service",
  "sms",
  "app",
]);
/** GET/POST /api/shops/:shop/people/:profile/opt-outs {channel, proof}; POST …/opt-outs/withdrawn. */
export const OptOut = z.object({
  channel: OptOutChannel,
  at: z.int(),
  /** What the person said or did, in words or as a reference. */
  proof: z.string(),
  withdrawnAt: z.int().nullable(),
});
export type OptOut = z.infer<typeof OptOut>;

/** GET/PUT /api/shops/:shop/hold-out {share}: the part of the organisation's customers that gets nothing optional. */
export const HoldOutShare = z.object({ share: z.number().min(0).max(0.5) });
