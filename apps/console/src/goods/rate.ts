import { rateText } from "@zhongshu/browser";
import type { Rate } from "@zhongshu/kernel";
import type { TFunction } from "i18next";

/** "12.5%", or so much for each piece. */
export const rateInWords = (t: TFunction, rate: Rate): string =>
  rateText(rate, (sum) => t("rules.each", { sum }));
