import { type Assignment, assign } from "./assign.ts";

/** A standing group that is written to with nothing optional one by one: it measures the programme as a whole. */
export type HoldOut = { readonly salt: string; readonly share: number };

/** Of an organisation that has not chosen otherwise. */
export const USUAL_HOLD_OUT_SHARE = 0.05;

/**
 * Is this id in the standing hold-out? The same answer for ever under one salt; a larger share only adds
 * people. Hold-outs of two salts are independent, so a play may hold out again among those left.
 */
export const standing = (
  { salt, share }: HoldOut,
  id: string,
): Assignment<"held-out" | "reachable"> =>
  assign(
    {
      salt: `hold-out:${salt}`,
      arms: [
        { name: "held-out", share },
        { name: "reachable", share: 1 - share },
      ],
    },
    id,
  );
