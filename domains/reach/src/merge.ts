import type { Sql } from "@zhongshu/kernel";
import { followMoves } from "./execution/follow.ts";
import { noteMerged } from "./hold-out/store.ts";
import { moveClicks } from "./link/merge.ts";
import type { Move } from "./ports.ts";

const columns = (moves: readonly Move[]) => [moves.map((m) => m.from), moves.map((m) => m.to)];
const MOVES = "unnest($1::uuid[], $2::uuid[]) m(gone, kept)";

/**
 * Two profiles are one person: memberships, refusals, agreements and executions follow, and a merge across the arms of the standing
 * hold-out is remembered. Part of the transaction that merges them.
 */
export async function reassign(sql: Sql, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await noteMerged(sql, moves);
  await moveClicks(sql, moves);
  const values = columns(moves);
  await sql.run(
    `insert into reach.membership_fact (shop, community, profile, at, told, source)
     select f.shop, f.community, m.kept, f.at, f.told, f.source
     from reach.membership_fact f join ${MOVES} on f.profile = m.gone on conflict do nothing`,
    values,
  );
  await sql.run("delete from reach.membership_fact where profile = any($1::uuid[])", [
    moves.map((m) => m.from),
  ]);
  await sql.run(
    `insert into reach.opt_out
       (shop, profile, purpose, channel, at, proof, said_by, id, words,
        withdrawn_at, withdrawn_proof, withdrawn_by, withdrawn_id, withdrawn_words)
     select o.shop, m.kept, o.purpose, o.channel, o.at, o.proof, o.said_by, o.id, o.words,
        o.withdrawn_at, o.withdrawn_proof, o.withdrawn_by, o.withdrawn_id, o.withdrawn_words
     from reach.opt_out o join ${MOVES} on o.profile = m.gone on conflict do nothing`,
    values,
  );
  await sql.run("delete from reach.opt_out where profile = any($1::uuid[])", [
    moves.map((m) => m.from),
  ]);
  await sql.run(
    `insert into reach.merged_across_arms (profile)
     select m.kept from reach.merged_across_arms a join ${MOVES} on a.profile = m.gone
     on conflict do nothing`,
    values,
  );
  await followMoves(sql, moves);
}
