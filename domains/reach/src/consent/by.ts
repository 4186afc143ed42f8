import type { Ctx } from "@zhongshu/kernel";

/** Whose word is written down, as it is kept beside it. */
export const by = ({ actor }: Pick<Ctx, "actor">): string =>
  actor.kind === "customer" ? "customer" : actor.name;

/** What was said until an instant ($3), and what was taken back until then. */
export const WORDS = `id, channel, at, proof, words, said_by as by,
       case when withdrawn_at <= $3::timestamptz then withdrawn_at end as "withdrawnAt",
       case when withdrawn_at <= $3::timestamptz then withdrawn_proof end as "withdrawnProof",
       case when withdrawn_at <= $3::timestamptz then withdrawn_by end as "withdrawnBy",
       case when withdrawn_at <= $3::timestamptz then withdrawn_id end as "withdrawnId",
       case when withdrawn_at <= $3::timestamptz then withdrawn_words end as "withdrawnWords"`;
