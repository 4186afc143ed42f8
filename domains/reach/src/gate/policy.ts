import { HOUR } from "@zhongshu/kernel";
import type { Policy } from "./facts.ts";

/** What holds until an organisation chooses otherwise; the channel figures are those of WeCom in 2026. */
export const USUAL_POLICY: Policy = {
  quiet: { from: 22 * 60, until: 8 * 60 },
  wecom: "days-of-month",
  service: { most: 5, within: 48 * HOUR },
  frequency: { most: 3, days: 7 },
  withoutConsent: false,
};
