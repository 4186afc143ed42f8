import type { TenantId } from "@zhongshu/kernel";
import type { Outcome, Work } from "./commit.ts";

export type LaneLimits = {
  readonly lanes: number;
  /** Rows of one transaction. */
  readonly rows: number;
  /** What may wait in memory; beyond it senders are told to come back. */
  readonly waiting: { readonly events: number; readonly bytes: number };
};

type Commit = (tenant: TenantId, works: readonly Work[]) => Promise<readonly Outcome[]>;
type Ticket = { readonly outcomes: Outcome[]; left: number; done(outcomes: Outcome[]): void };
type Entry = {
  readonly work: Work;
  readonly persons: readonly string[];
  readonly bytes: number;
  readonly ticket: Ticket;
  readonly index: number;
};
type Lane = { readonly queues: Map<TenantId, Entry[]>; running: Promise<void> | null };
type Home = { readonly lane: number; pending: number };

export type Lanes = {
  /** Null when too much is waiting; then nothing of `works` was taken. */
  offer(
    tenant: TenantId,
    works: readonly Work[],
    bytes: number,
  ): Promise<readonly Outcome[]> | null;
  waiting(): { readonly events: number; readonly bytes: number };
  /** Resolves when everything that was taken is settled. */
  drain(): Promise<void>;
};

/**
 * Group commit: while one transaction runs, the next batch gathers. One person's events always wait in one
 * lane, so they are stored in the order they came and two lanes never hold the rows of one person.
 */
export function createLanes(limits: LaneLimits, commit: Commit): Lanes {
  const lanes: Lane[] = Array.from({ length: limits.lanes }, () => ({
    queues: new Map(),
    running: null,
  }));
  const homes = new Map<string, Home>();
  const waiting = { events: 0, bytes: 0 };

  const release = (entry: Entry): void => {
    waiting.events -= 1;
    waiting.bytes -= entry.bytes;
    for (const person of entry.persons) {
      const home = homes.get(person);
      if (home !== undefined && --home.pending === 0) homes.delete(person);
    }
  };

  const run = async (lane: Lane): Promise<void> => {
    for (let batch = take(lane, limits.rows); batch !== null; batch = take(lane, limits.rows)) {
      const outcomes = await settled(commit, batch);
      for (const [i, entry] of batch.entries.entries()) {
        release(entry);
        settle(entry, outcomes[i] ?? { kind: "unavailable" });
      }
    }
    lane.running = null;
  };

  const enqueue = (tenant: TenantId, entry: Entry): void => {
    const at = settleHome(homes, entry.persons, limits.lanes);
    const lane = lanes[at];
    if (lane === undefined) throw new Error(`There is no lane ${at}`);
    const queue = lane.queues.get(tenant);
    if (queue === undefined) lane.queues.set(tenant, [entry]);
    else queue.push(entry);
    waiting.events += 1;
    waiting.bytes += entry.bytes;
  };

  const full = (works: readonly Work[], bytes: number): boolean =>
    waiting.events > 0 &&
    (waiting.events + works.length > limits.waiting.events ||
      waiting.bytes + bytes > limits.waiting.bytes);

  return {
    offer(tenant, works, bytes) {
      if (full(works, bytes)) return null;
      if (works.length === 0) return Promise.resolve([]);
      return new Promise((done) => {
        const ticket: Ticket = { outcomes: [], left: works.length, done };
        // Whole bytes: fractions would add up to a queue that is never quite empty.
        const share = Math.ceil(bytes / works.length);
        for (const [index, work] of works.entries())
          enqueue(tenant, { work, persons: personsOf(work), bytes: share, ticket, index });
        for (const lane of lanes) lane.running ??= lane.queues.size > 0 ? run(lane) : null;
      });
    },
    waiting: () => ({ ...waiting }),
    drain: async () => {
      while (lanes.some((lane) => lane.running !== null))
        await Promise.all(lanes.map((lane) => lane.running));
    },
  };
}

type Batch = { readonly tenant: TenantId; readonly entries: readonly Entry[] };

/** The tenant that waits longest goes first, and behind the others when it has more than one batch. */
function take(lane: Lane, rows: number): Batch | null {
  const [first] = lane.queues;
  if (first === undefined) return null;
  const [tenant, queue] = first;
  lane.queues.delete(tenant);
  if (queue.length > rows) lane.queues.set(tenant, queue.slice(rows));
  return { tenant, entries: queue.slice(0, rows) };
}

async function settled(commit: Commit, batch: Batch): Promise<readonly Outcome[]> {
  try {
    return await commit(
      batch.tenant,
      batch.entries.map((entry) => entry.work),
    );
  } catch {
    return [];
  }
}

function settle({ ticket, index }: Entry, outcome: Outcome): void {
  ticket.outcomes[index] = outcome;
  ticket.left -= 1;
  if (ticket.left === 0) ticket.done(ticket.outcomes);
}

function personsOf(work: Work): readonly string[] {
  if (work.kind === "bury") return [];
  const { shop, anonymousId, userId } = work.fact;
  const persons = [
    ...(anonymousId === null ? [] : [`${shop} a ${anonymousId}`]),
    ...(userId === null ? [] : [`${shop} u ${userId}`]),
  ];
  return persons.length > 0 ? persons : [shop];
}

/** Where one of these persons waits already, else by the hash of the first; all of them live there now. */
function settleHome(homes: Map<string, Home>, persons: readonly string[], lanes: number): number {
  const living = persons.find((person) => homes.has(person));
  const at = homes.get(living ?? "")?.lane ?? hash(persons[0] ?? "") % lanes;
  for (const person of persons) {
    const home = homes.get(person);
    if (home === undefined) homes.set(person, { lane: at, pending: 1 });
    else home.pending += 1;
  }
  return at;
}

/** FNV-1a, 32 bits, folded: its lowest bits alone know only the lowest bits of the text. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return (h ^ (h >>> 16)) >>> 0;
}
