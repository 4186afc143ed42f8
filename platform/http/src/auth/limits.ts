import { DAY, HOUR, MINUTE, SECOND } from "@zhongshu/kernel";
import type { Limit } from "./throttle.ts";

export const CODE_LIVES_S = 300;
export const CODE_TRIES = 5;
export const RESEND_AFTER_S = 60;

// Every code dies after five tries, so 20 codes a day leave a guesser 100 of a million.
export const sendLimits = (phone: string): readonly Limit[] => [
  { key: `send:resend:${phone}`, times: 1, periodMs: RESEND_AFTER_S * SECOND },
  { key: `send:hour:${phone}`, times: 8, periodMs: HOUR },
  { key: `send:day:${phone}`, times: 20, periodMs: DAY },
];

/** A block of IPv6 belongs to one subscriber. */
export const network = (address: string): string =>
  address.includes(":") && !address.includes(".")
    ? address.split(":").slice(0, 4).join(":")
    : address.replace(/^::ffff:/i, "");

/**
 * Behind one address may stand a mobile carrier. What ends in a sign-in is given back, so the limit counts only
 * codes that nobody used and tries that were wrong.
 */
export const addressLimits = (address: string): { readonly send: Limit; readonly try: Limit } => ({
  send: { key: `send:from:${network(address)}`, times: 120, periodMs: HOUR },
  try: { key: `try:from:${network(address)}`, times: 200, periodMs: 10 * MINUTE },
});
