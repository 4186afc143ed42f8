import type { Text } from "./text.ts";

/** HTTP's word for what went wrong; the edge needs no further mapping. */
export type RefusalStatus =
  | 400
  | 401
  | 403
  | 404
  | 408
  | 409
  | 410
  | 413
  | 415
  | 422
  | 429
  | 431
  | 503;

/**
 * An expected failure as it reaches a person: `code` is stable for programs ("import.no-order-column"),
 * `message` says what is wrong and `next` what to do about it.
 */
export type Refusal = {
  readonly code: string;
  readonly status: RefusalStatus;
  readonly message: Text;
  readonly next: Text;
};
