import { whole } from "@zhongshu/browser";
import { type ImportRun, proposed, toMend } from "@zhongshu/ledger/contract";
import { Button, ProgressBar } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useNavigate, useParams } from "react-router";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { type Steering, useImport, useSteering } from "./asks.ts";
import { Columns } from "./columns.tsx";
import { Refused } from "./mend.tsx";
import "./imports.css";

type Props = { readonly run: ImportRun; readonly steering: Steering };

function Running({ run, steering }: Props): ReactElement {
  const { t } = useTranslation();
  const share = run.bytes === 0 ? 0 : Math.min(99, Math.floor((100 * run.bytesRead) / run.bytes));
  return (
    <section className="panel" role="status">
      <p className="figures">{t("imports.reading", { share })}</p>
      <ProgressBar percent={share} />
      <p className="faint">{t("imports.cancelHint")}</p>
      <Button
        block
        shape="rounded"
        loading={steering.cancel.isPending}
        onClick={() => steering.cancel.mutate()}
      >
        {t("imports.cancel")}
      </Button>
    </section>
  );
}

const COUNTS = ["rows", "accepted", "added", "orders", "refunds", "leftOut", "refused"] as const;

function Counts({ run }: Pick<Props, "run">): ReactElement {
  const { t } = useTranslation();
  const counts = { ...run.counts, refused: toMend(run.counts) };
  const shown = COUNTS.filter(
    (key) =>
      (run.kind === "orders" || (key !== "orders" && key !== "refunds")) &&
      (key !== "leftOut" || counts.leftOut > 0),
  );
  return (
    <section className="panel">
      <dl className="counts figures">
        {shown.map((key) => (
          <div key={key}>
            <dt>{t(`imports.counts.${key}`)}</dt>
            <dd className={key === "refused" && counts.refused > 0 ? "lost" : ""}>
              {whole(counts[key])}
            </dd>
          </div>
        ))}
      </dl>
      {counts.leftOut === 0 ? null : (
        <p className="faint">{t("imports.leftOut", { n: whole(counts.leftOut) })}</p>
      )}
    </section>
  );
}

function useNote(run: ImportRun): string | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (run.problem !== null) return run.problem[language];
  if (run.dryRun) return t("imports.dryNote");
  const again = run.state === "done" && run.counts.accepted > 0 && run.counts.added === 0;
  return again ? t("imports.repeat") : null;
}

/** After a try the same columns are imported for real; after an import the cards are next. */
function Next({ run, steering, shop }: Props & { readonly shop: string }): ReactElement | null {
  const { t } = useTranslation();
  const go = useNavigate();
  if (run.state !== "done") return null;
  const columns = [...proposed(run)].map(([column, field]) => ({ column, field }));
  const { source, currency } = run;
  return (
    <div className="act-bar">
      {run.dryRun ? (
        <Button
          color="primary"
          shape="rounded"
          loading={steering.start.isPending}
          onClick={() => steering.start.mutate({ columns, dryRun: false, source, currency })}
        >
          {t("imports.forReal")}
        </Button>
      ) : (
        <Button color="primary" shape="rounded" onClick={() => void go(`/${shop}`)}>
          {t("imports.see")}
        </Button>
      )}
    </div>
  );
}

function Body({ run, steering, shop }: Props & { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const note = useNote(run);
  if (run.state === "mapped")
    return <Columns key={`${run.kind} ${run.rememberedAt}`} run={run} steering={steering} />;
  const error = steering.start.error ?? steering.cancel.error;
  return (
    <>
      {run.state === "running" ? <Running run={run} steering={steering} /> : null}
      {note === null ? null : <p className="note">{note}</p>}
      {error ? <Failure error={error} onRetry={() => steering.start.reset()} busy={false} /> : null}
      <Counts run={run} />
      <Refused run={run} shop={shop} />
      {run.dryRun || run.counts.added === 0 ? null : (
        <p className="faint">{t("imports.undoHint")}</p>
      )}
      <Next run={run} steering={steering} shop={shop} />
    </>
  );
}

/** One table: what it was taken for, how far it is, what came in and what did not. */
export function ImportPage(): ReactElement {
  const { t } = useTranslation();
  const { shop = "", id = "" } = useParams();
  const run = useImport(shop, id);
  const steering = useSteering(shop, id);
  if (sessionOver(run.error))
    return <Navigate to="/sign-in" replace state={{ from: `/${shop}/imports/${id}` }} />;
  return (
    <main className="page">
      <header className="top">
        <Link to={`/${shop}/imports`} className="back">
          {t("imports.title")}
        </Link>
      </header>
      {run.data ? (
        <>
          <div className="title-row apart">
            <h1 className="file-name">{run.data.name}</h1>
            <em className={`stamp ${run.data.state}`}>{t(`imports.stateOf.${run.data.state}`)}</em>
          </div>
          <Body run={run.data} steering={steering} shop={shop} />
        </>
      ) : null}
      {!run.data && run.error ? (
        <Failure error={run.error} onRetry={() => void run.refetch()} busy={run.isFetching} />
      ) : null}
      {run.isPending ? <Waiting blocks={2} /> : null}
    </main>
  );
}
