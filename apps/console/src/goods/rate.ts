import { price } from "@zhongshu/browser";
import type { Rate } from "@zhongshu/kernel";
import type { TFunction } from "i18next";

/** "12.5%", or so much for each piece. */
export const rateInWords = (t: TFunction, rate: Rate): string =>
  "bp" in rate ? `${rate.bp / 100}%` : t("rules.each", { sum: price(rate.each) });
