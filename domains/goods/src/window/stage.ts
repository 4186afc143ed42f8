import type { Instant } from "@zhongshu/kernel";
import type { SaleStage } from "../contract.ts";

/** When a product can be had; `opensAt` null means at any time. */
export type SaleWindow = {
  readonly previewAt: Instant | null;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly encoreFrom: Instant | null;
  readonly encoreUntil: Instant | null;
};

const within = (from: Instant | null, until: Instant | null, now: Instant): boolean =>
  from !== null && now >= from && (until === null || now < until);

/** Each stretch holds its first instant and not its last. Unannounced: nobody outside may know of it yet. */
export function stageAt(window: SaleWindow | null, now: Instant): SaleStage | "unannounced" {
  if (window === null || window.opensAt === null) return "always";
  if (within(window.opensAt, window.closesAt, now)) return "open";
  if (within(window.encoreFrom, window.encoreUntil, now)) return "encore";
  if (now >= window.opensAt) return "ended";
  return window.previewAt !== null && now < window.previewAt ? "unannounced" : "preview";
}

/** The stretch to show: the encore once it has begun, else the first one. */
export function stretchAt(
  window: SaleWindow | null,
  now: Instant,
): { readonly opensAt: Instant | null; readonly closesAt: Instant | null } {
  if (window === null) return { opensAt: null, closesAt: null };
  return window.encoreFrom !== null && now >= window.encoreFrom
    ? { opensAt: window.encoreFrom, closesAt: window.encoreUntil }
    : { opensAt: window.opensAt, closesAt: window.closesAt };
}

/** Preview ≤ opening < close ≤ encore < its end, as far as they are given; nothing without an opening. */
export function inOrder(window: SaleWindow): boolean {
  const { previewAt, opensAt, closesAt, encoreFrom, encoreUntil } = window;
  if (opensAt === null)
    return [previewAt, closesAt, encoreFrom, encoreUntil].every((at) => at === null);
  if (previewAt !== null && previewAt > opensAt) return false;
  if (closesAt !== null && closesAt <= opensAt) return false;
  if (encoreFrom === null) return encoreUntil === null;
  if (closesAt === null || encoreFrom < closesAt) return false;
  return encoreUntil === null || encoreUntil > encoreFrom;
}
