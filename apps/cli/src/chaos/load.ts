import { setTimeout as pause } from "node:timers/promises";
import { iso, newId } from "@zhongshu/kernel";

/** Where to send; null while the app is down. */
export type Target = () => { readonly url: string; readonly key: string } | null;

export type Load = {
  /** Every message id that the app acknowledged. */
  readonly acked: ReadonlySet<string>;
  stop(): Promise<void>;
};

type Chance = { readonly now: () => number; readonly random: () => number };

const SENDERS = 4;
const EVENTS = 20;
const PATIENCE_MS = 10_000;

function batch({ now, random }: Chance): readonly { readonly messageId: string }[] {
  return Array.from({ length: EVENTS }, () => ({
    type: "track",
    messageId: newId({ now: now(), random }),
    userId: `chaos-${Math.floor(random() * 500)}`,
    event: "product_viewed",
    timestamp: iso(now()),
    properties: { product: `P${Math.floor(random() * 50)}` },
  }));
}

async function post(target: Target, body: string): Promise<boolean> {
  const at = target();
  if (at === null) return false;
  try {
    const answer = await fetch(`${at.url}/v1/batch`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(`${at.key}:`).toString("base64")}`,
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const text = await answer.text();
    // The fault would be ours, and every batch after it the same.
    if (answer.status >= 400 && answer.status < 429) throw new Wrong(`${answer.status} ${text}`);
    return answer.ok;
  } catch (error) {
    if (error instanceof Wrong) throw error;
    return false;
  }
}

class Wrong extends Error {}

/** Sends events without end, and each batch again until it is acknowledged, as a real client would. */
export function startLoad(target: Target, chance: Chance): Load {
  const acked = new Set<string>();
  const state: { running: boolean } = { running: true };
  const sender = async (): Promise<void> => {
    while (state.running) {
      const events = batch(chance);
      const body = JSON.stringify({ batch: events, sentAt: iso(chance.now()) });
      while (!(await post(target, body))) {
        if (!state.running) return;
        await pause(50);
      }
      for (const { messageId } of events) acked.add(messageId);
      await pause(5);
    }
  };
  const senders = Promise.all(Array.from({ length: SENDERS }, sender));
  // Told to whoever stops; until then it must not end the process.
  senders.catch(() => undefined);
  return {
    acked,
    stop: async () => {
      state.running = false;
      await senders;
    },
  };
}
