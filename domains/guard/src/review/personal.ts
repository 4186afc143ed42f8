import type { Rule } from "./rule.ts";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10x98765432";

/** Check character of a citizen's number (GB 11643-1999): weighted sum modulo 11. */
export function isCitizenNumber(text: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return text.length === 18 && CHECKS[sum % 11] === text[17]?.toLowerCase();
}

const why = {
  zh: "文案会被很多人看到，不要写出个人的电话、证件号或卡号。",
  en: "Many people will read this: no private phone, identity or card numbers.",
};
const personal = (id: string, find: string, instead: string): Rule => ({
  id,
  family: "personal",
  find: new RegExp(find, "gu"),
  // Nothing can follow a lost position: no number of this kind is harmless.
  spare: /(?!)/u,
  why,
  rewrite: () => instead,
});

export const personalRules = (): readonly Rule[] => [
  personal(
    "citizen-number",
    "(?<!\\d)[1-9]\\d{5}(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])\\d{3}[\\dx](?![\\dx])",
    "（证件号请私信）",
  ),
  personal("mobile", "(?<!\\d)(?:86)?1[3-9]\\d{9}(?!\\d)", "（电话请私信）"),
  personal(
    "landline",
    "(?<=电话|座机|tel|拨打|致电)(?:是|为|,)?0\\d{9,11}(?!\\d)",
    "（电话请私信）",
  ),
  personal("bank-card", "(?<!\\d)62\\d{14,17}(?!\\d)", "（卡号请私信）"),
];
