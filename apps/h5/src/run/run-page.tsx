import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Refused, when } from "@zhongshu/browser";
import type { Cancelled, Execution } from "@zhongshu/reach/contract";
import { Button, Dialog, Toast } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation, useParams } from "react-router";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { cancel, useExecution } from "./asks.ts";
import { NamedList } from "./named-list.tsx";
import { Posts } from "./posts.tsx";
import { Progress } from "./progress.tsx";
import { ReportView } from "./report.tsx";

type Props = { readonly shop: string; readonly run: Execution };

const cancelledBy = ({ gone, unsure }: Pick<Cancelled, "gone" | "unsure">) =>
  unsure > 0 ? "run.cancelledUnsure" : gone > 0 ? "run.cancelled" : "run.cancelledAll";

function Stop({ shop, run }: Props): ReactElement | null {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const language = useLanguage();
  const stop = useMutation({
    mutationFn: () => cancel(shop, run.id),
    onSuccess: ({ stopped, gone, unsure }) => {
      Toast.show({
        content: t(cancelledBy({ gone, unsure }), { stopped, gone, unsure }),
      });
      // The report, too, is another one now.
      void queries.invalidateQueries({ queryKey: ["executions", shop, run.id] });
    },
    onError: (error) =>
      Toast.show({
        content: error instanceof Refused ? error.text.message[language] : t("state.unexpected"),
        icon: "fail",
      }),
  });
  if (run.state !== "running") return null;
  const sure = async () => {
    const { waiting, listed, sent: gone } = run.counts;
    const unit = run.way === "group-copy" ? "run.groups" : "run.people";
    const left = t(unit, { n: waiting + listed });
    const yes = await Dialog.confirm({
      content: t(run.way === "inbox" ? (gone > 0 ? "run.sure" : "run.sureAll") : "run.sureByHand", {
        left,
        gone,
      }),
      confirmText: t("run.stop"),
      cancelText: t("run.goOn"),
    });
    if (yes) stop.mutate();
  };
  return (
    <Button
      block
      fill="outline"
      shape="rounded"
      loading={stop.isPending}
      onClick={() => void sure()}
    >
      {t("run.stop")}
    </Button>
  );
}

function Opened({ shop, run, again }: Props & { readonly again: () => void }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <section className="hero">
        <h1>{run.title}</h1>
        <p className="figures">
          {t(`run.ways.${run.way}`)} · {when(run.startedAt, language)} · {run.by}
        </p>
      </section>
      <Progress run={run} />
      {run.way === "named-copy" ? <NamedList shop={shop} run={run} onTick={again} /> : null}
      {run.way === "group-copy" ? <Posts shop={shop} run={run} onPost={again} /> : null}
      <ReportView
        shop={shop}
        execution={run.id}
        sent={run.counts.sent}
        heldOut={run.way === "group-copy" ? 0 : run.counts.heldOut}
      />
      <Stop shop={shop} run={run} />
    </>
  );
}

export function RunPage(): ReactElement {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { shop = "", run: id = "" } = useParams();
  const run = useExecution(shop, id);
  if (sessionOver(run.error)) return <Navigate to="/sign-in" replace state={{ from: pathname }} />;
  return (
    <main className="page card-page">
      <header className="top">
        <Link to={`/${shop}/runs`} className="back">
          {t("run.all")}
        </Link>
      </header>
      {run.data ? <Opened shop={shop} run={run.data} again={() => void run.refetch()} /> : null}
      {!run.data && run.error ? (
        <Failure error={run.error} onRetry={() => void run.refetch()} busy={run.isFetching} />
      ) : null}
      {run.isPending ? <Waiting blocks={2} /> : null}
    </main>
  );
}
