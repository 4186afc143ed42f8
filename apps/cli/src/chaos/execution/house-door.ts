import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { z } from "zod";

const Said = z.union([
  z.object({ ready: z.literal(true) }),
  /** `failed`: nothing is promised; ask again. */
  z.object({ key: z.string(), execution: z.string().nullable(), failed: z.boolean() }),
  z.object({ left: z.int() }),
]);
type Said = z.infer<typeof Said>;

/** The product in a process of its own, spoken to by messages. */
export type House = {
  alive(): boolean;
  /** Asks, and resolves with the first answer that fits; null when it died or took too long. */
  ask<T>(question: object, fits: (said: Said) => T | null): Promise<T | null>;
  end(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
};

const START_MS = 90_000;
const ANSWER_MS = 15_000;

const alive = (child: ChildProcess): boolean =>
  child.exitCode === null && child.signalCode === null;

function heard<T>(
  child: ChildProcess,
  fits: (said: Said) => T | null,
  patience: number,
): Promise<T | null> {
  const { promise, resolve } = Promise.withResolvers<T | null>();
  const gone = (): void => resolve(null);
  const listen = (message: unknown): void => {
    const said = Said.safeParse(message);
    const value = said.success ? fits(said.data) : null;
    if (value !== null) resolve(value);
  };
  const late = setTimeout(gone, patience);
  child.on("message", listen);
  child.once("exit", gone);
  return promise.finally(() => {
    clearTimeout(late);
    child.off("message", listen);
    child.off("exit", gone);
  });
}

/** Null when it does not come up. */
export async function openHouse(args: readonly string[]): Promise<House | null> {
  const child = fork(new URL("./house.ts", import.meta.url), [...args]);
  // A message to somebody who was just killed.
  child.on("error", () => undefined);
  const ready = await heard(child, (said) => ("ready" in said ? true : null), START_MS);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!alive(child)) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  if (ready === null) {
    await end("SIGKILL");
    return null;
  }
  return {
    alive: () => alive(child),
    ask(question, fits) {
      const answer = heard(child, fits, ANSWER_MS);
      if (child.connected) child.send(question);
      return answer;
    },
    async end(signal) {
      if (signal === "SIGTERM" && child.connected) {
        const ended = once(child, "exit");
        child.send({ ask: "stop" });
        await ended;
        return;
      }
      await end("SIGKILL");
    },
  };
}
