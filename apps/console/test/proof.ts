import type { Calibration, Programme } from "@zhongshu/brain/contract";
import { type Figures, METRIC_IDS, type MetricId } from "@zhongshu/insight/contract";
import { execution, RUN, recipient, report, rising } from "../../h5/test/runs.fixture.ts";

const at = (month: number, day: number): number => Date.UTC(2026, month - 1, day, -8);
const yuan = (amount: number) => ({ minor: amount * 100, currency: "CNY" });

const calibration: Calibration = {
  kinds: [
    { kind: "due-again", inside: 9, below: 1, above: 2 },
    { kind: "rising-attention", inside: 0, below: 0, above: 0 },
  ],
  apart: 3,
  cases: [
    {
      ...{ execution: RUN, kind: "due-again", at: at(11, 3), audience: 84 },
      ...{ promised: { low: 9, high: 18 }, came: 14, told: { below: 0.5, upTo: 0.6 } },
    },
  ],
};
const programme: Programme = {
  ...{ from: at(10, 20), until: at(11, 17), state: "provisional" },
  caution: null,
  lift: {
    known: true,
    ...{ treated: { people: 3_120, buyers: 842 }, heldOut: { people: 164, buyers: 31 } },
    buyers: { low: 90, middle: 252, high: 401 },
    worth: { low: yuan(1_240), middle: yuan(3_180), high: yuan(5_020) },
    words: {
      zh: "95% 的把握多赚 ¥1,240–5,020。",
      en: "With 95 % certainty it added ¥1,240–5,020.",
    },
    basis: {
      zh: "之前买过的客户里，5% 不收一对一的营销消息。",
      en: "Of past customers 5 % get no marketing one by one.",
    },
  },
};

const HOUR = 3_600_000;
const entries = ["card.copied", "key.created", "import.started"].map((action, i) => ({
  id: `018f3c1e-0000-7000-8000-00000000090${i}`,
  at: at(11, 23) - i * HOUR,
  actor: { kind: "member", id: "u1", name: "小满" },
  action,
  subject: i === 0 ? rising.id : `018f3c1e-0000-7000-8000-00000000000${i}`,
  detail: i === 0 ? { style: "expert" } : { name: "mini" },
}));

/** What was done and sent, what came of it, and whether it was worth it. */
export const PROOF: Readonly<Record<string, unknown>> = {
  audit: entries,
  "hold-out": { share: 0.05 },
  calibration,
  programme: { result: programme },
  "programme/rows/held-out": {
    columns: [{ key: "customer", label: { zh: "客户", en: "Customer" } }],
    rows: [{ customer: "王欣怡" }],
    total: 1,
  },
  executions: { executions: [execution], next: null },
  [`executions/${RUN}`]: execution,
  [`executions/${RUN}/report`]: report,
  [`executions/${RUN}/recipients`]: {
    ...{ recipients: [0, 1, 2].map(recipient), next: null, words: null, warning: null },
  },
};
const unsold = (metric: MetricId) => ({
  ...{ metric, value: null, unknown: "no-sales" as const, top: 0, bottom: 0 },
  ...{ rows: 0, left: 0, range: null },
});
const NOTHING_SOLD: Figures = {
  ...{ now: { from: "2026-11-20", until: "2026-11-26" }, before: null, currency: "CNY" },
  ...{ provisional: false, foreign: 0, figures: METRIC_IDS.map(unsold), figuresBefore: null },
  ...{ groups: [], groupsLeft: 0 },
};
export const NO_PROOF: Readonly<Record<string, unknown>> = {
  audit: [],
  calibration: { kinds: [], apart: 0, cases: [] },
  programme: { result: null },
  executions: { executions: [], next: null },
  figures: NOTHING_SOLD,
};
