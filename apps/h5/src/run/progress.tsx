import { when } from "@zhongshu/browser";
import type { Execution } from "@zhongshu/reach/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

const partsOf = ({ counts }: Execution) =>
  (["sent", "listed", "waiting", "heldOut", "stopped", "cancelled"] as const).flatMap((key) =>
    counts[key] > 0 ? [{ key, n: counts[key] }] : [],
  );

/** Words that were copied and not ticked off may have been sent: then it is not only said that some got nothing. */
function labelOf(run: Execution, key: ReturnType<typeof partsOf>[number]["key"]) {
  if (key === "waiting" && run.way === "group-copy") return "listed";
  const unsure = key === "stopped" && run.stops.some(({ step }) => step === "copied");
  return unsure ? "unsure" : key;
}

/** How far it is, and why some get nothing. */
export function Progress({ run }: { readonly run: Execution }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const parts = partsOf(run);
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const done = all - run.counts.waiting - run.counts.listed;
  // A post waits for the owner, not for us; so does a list once it is made.
  const groups = run.way === "group-copy";
  const waits = run.state === "running" ? run.waitsUntil : null;
  const byHand = run.state === "running" && (groups || run.counts.listed > 0);
  return (
    <section className="panel" aria-live="polite">
      <div className="between">
        <h2>
          {t(byHand ? "run.count.listed" : `run.state.${waits === null ? run.state : "waits"}`)}
        </h2>
        <span className="faint figures">
          {done}/{all}
        </span>
      </div>
      <div
        className="bar"
        role="progressbar"
        aria-label={t("run.progress")}
        aria-valuenow={done}
        aria-valuemax={all}
      >
        {parts.map(({ key, n }) => (
          <i key={key} className={`part-${key}`} style={{ flexGrow: n }} />
        ))}
      </div>
      <ul className="legend figures">
        {parts.map(({ key, n }) => (
          <li key={key} className={`part-${key}`}>
            {t(`run.count.${labelOf(run, key)}`)} <strong>{n}</strong>
          </li>
        ))}
      </ul>
      {waits === null ? null : (
        <p className="note">
          {t("run.waits", { n: run.counts.waiting, at: when(waits, language) })}
        </p>
      )}
      {run.stops.length === 0 ? null : (
        <ul className="stops figures">
          {run.stops.map(({ step, count, reason }) => (
            <li key={`${step} ${reason.zh}`}>
              <span>{reason[language]}</span> <strong>{count}</strong>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
