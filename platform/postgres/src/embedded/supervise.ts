import { setTimeout as pause } from "node:timers/promises";
import { DatabaseRefused } from "../refused.ts";
import { clearFolder, type Launch, launch, type Server } from "./server.ts";

/** Postgres, kept running: when it dies under us it is started again on the same port. */
export type Supervised = { readonly pid: () => number; stop(): Promise<void> };

type Watch = {
  /** A sentence for the operator's log. */
  readonly say: (line: string) => void;
  /** Postgres died and cannot be brought back. */
  readonly onLost: (error: Error) => void;
};

const WAITS = [0, 200, 1_000, 3_000, 8_000] as const;

async function again(options: Launch, stopping: () => boolean): Promise<Server> {
  let failure = new Error("never tried");
  for (const wait of WAITS) {
    await pause(wait);
    if (stopping()) break;
    try {
      await clearFolder(options.home);
      return await launch(options);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      if (error instanceof DatabaseRefused && error.refusal.code === "database.disk-full") break;
    }
  }
  throw failure;
}

export async function supervise(options: Launch, watch: Watch): Promise<Supervised> {
  let stopping = false;
  let server = await launch(options);
  const keep = async (): Promise<void> => {
    for (;;) {
      await server.ended;
      if (stopping) return;
      watch.say("Postgres ended unexpectedly; starting it again");
      server = await again(options, () => stopping);
      watch.say("Postgres is back");
    }
  };
  const kept = keep().catch((error: Error) => {
    if (!stopping) watch.onLost(error);
  });
  return {
    pid: () => server.pid,
    stop: async () => {
      stopping = true;
      await server.stop();
      await kept;
      // It may have come back between the two lines above.
      await server.stop();
    },
  };
}
