import { parentPort, workerData } from "node:worker_threads";
import { type LawAsk, lawOf } from "@zhongshu/people";

const ask: LawAsk = workerData;
parentPort?.postMessage(lawOf(ask));
