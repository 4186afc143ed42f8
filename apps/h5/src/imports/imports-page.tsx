import { when, whole } from "@zhongshu/browser";
import { type ImportRun, toMend } from "@zhongshu/ledger/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useImports } from "./asks.ts";
import { Choose } from "./choose.tsx";
import "./imports.css";

function Line({ run, shop }: { readonly run: ImportRun; readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <li>
      <Link to={`/${shop}/imports/${run.id}`} className="panel run-line">
        <span className="between">
          <strong>{run.name}</strong>
          <em className={`stamp ${run.state}`}>{t(`imports.stateOf.${run.state}`)}</em>
        </span>
        <span className="faint figures">
          {t(`imports.kindOf.${run.kind}`)}
          {run.startedAt === null ? "" : ` · ${when(run.startedAt, language)}`}
        </span>
        <span className="faint figures">
          {t("imports.line", {
            accepted: whole(run.counts.accepted),
            refused: whole(toMend(run.counts)),
          })}
        </span>
      </Link>
    </li>
  );
}

/** Bringing tables in, and what was brought in so far. */
export function ImportsPage(): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  const imports = useImports(shop);
  if (sessionOver(imports.error))
    return <Navigate to="/sign-in" replace state={{ from: `/${shop}/imports` }} />;
  return (
    <main className="page">
      <header className="top">
        <Link to={`/${shop}`} className="back">
          {t("imports.back")}
        </Link>
      </header>
      <div className="title-row apart">
        <h1>{t("imports.title")}</h1>
      </div>
      <Choose shop={shop} />
      <h2 className="past">{t("imports.past")}</h2>
      {imports.data?.imports.length === 0 ? <p className="faint">{t("imports.none")}</p> : null}
      <ul>
        {imports.data?.imports.map((run) => (
          <Line key={run.id} run={run} shop={shop} />
        ))}
      </ul>
      {!imports.data && imports.error ? (
        <Failure
          error={imports.error}
          onRetry={() => void imports.refetch()}
          busy={imports.isFetching}
        />
      ) : null}
      {imports.isPending ? <Waiting blocks={2} /> : null}
    </main>
  );
}
