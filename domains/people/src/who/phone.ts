const MOBILE = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;
const MASKED = /^(?:\+?86|0086)?(1[3-9]\d)[*xX•·∗]{3,6}(\d{4})$/;

const narrowed = (told: string): string =>
  told
    .normalize("NFKC")
    .replace(/[\s()\-.\u2010-\u2015\u200b\ufeff]/g, "")
    .replace(/^(\d{11})\.0+$/, "$1");

/** Numbers that people type to get past a form: 13800138000, 13888888888. */
const isMadeUp = (mobile: string): boolean =>
  mobile === "13800138000" || new Set(mobile.slice(3)).size < 2;

export const maskOf = (mobile: string): string => `${mobile.slice(0, 3)}****${mobile.slice(7)}`;

export type Phone =
  | { readonly is: "full"; readonly mobile: string; readonly mask: string }
  | { readonly is: "masked"; readonly mask: string };

/** A mainland mobile number, whole or with its middle hidden; null for what is none, or is nobody's. */
export function readPhone(told: string): Phone | null {
  const plain = narrowed(told);
  const mobile = MOBILE.exec(plain)?.[1];
  if (mobile !== undefined)
    return isMadeUp(mobile) ? null : { is: "full", mobile, mask: maskOf(mobile) };
  const masked = MASKED.exec(plain);
  return masked === null ? null : { is: "masked", mask: `${masked[1]}****${masked[2]}` };
}
