import { Worker } from "node:worker_threads";
import type { Law, LawAsk } from "@zhongshu/people";

/** Fits a shop's law of buying beside the requests: it may reckon for seconds, and nobody waits for it. */
export const fitLaw = (ask: LawAsk): Promise<Law | null> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: ask });
    worker.once("message", (law: Law | null) => resolve(law));
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The fitting ended without an answer")));
    worker.unref();
  });
