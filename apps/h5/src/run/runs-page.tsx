import { when } from "@zhongshu/browser";
import type { Execution } from "@zhongshu/reach/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { Place } from "../frame/place.tsx";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useExecutions } from "./asks.ts";

function Line({ shop, run }: { readonly shop: string; readonly run: Execution }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li>
      <Link to={`/${shop}/runs/${run.id}`} className="panel run-line">
        <span className="between">
          <strong>{run.title}</strong>
          <em className={`stamp ${run.state}`}>{t(`run.state.${run.state}`)}</em>
        </span>
        <span className="faint figures">
          {when(run.startedAt, language)} · {t(`run.ways.${run.way}`)}
        </span>
        <span className="faint figures">
          {t("run.line", { sent: run.counts.sent, held: run.counts.heldOut, clicked: run.clicked })}
        </span>
      </Link>
    </li>
  );
}

function None({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="state calm">
      <span className="state-mark" aria-hidden="true">
        ✉
      </span>
      <h2>{t("run.none")}</h2>
      <p>{t("run.noneNext")}</p>
      <Link to={`/${shop}`} className="quiet">
        {t("run.toCards")}
      </Link>
    </section>
  );
}

/** Everything that was sent, newest first. */
export function RunsPage(): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  const runs = useExecutions(shop);
  if (sessionOver(runs.error))
    return <Navigate to="/sign-in" replace state={{ from: `/${shop}/runs` }} />;
  return (
    <Place>
      <div className="title-row apart">
        <h1>{t("run.all")}</h1>
      </div>
      {runs.data?.executions.length === 0 ? <None shop={shop} /> : null}
      <ul>
        {(runs.data?.executions ?? []).map((run) => (
          <Line key={run.id} shop={shop} run={run} />
        ))}
      </ul>
      {!runs.data && runs.error ? (
        <Failure error={runs.error} onRetry={() => void runs.refetch()} busy={runs.isFetching} />
      ) : null}
      {runs.isPending ? <Waiting blocks={3} /> : null}
    </Place>
  );
}
