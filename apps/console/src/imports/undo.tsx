import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, send, whole } from "@zhongshu/browser";
import { type ImportRun, ImportUndo } from "@zhongshu/ledger/contract";
import { Alert, Button, Progress, Space, Spin } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { Dialogue } from "../forms/dialogue.tsx";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import type { Steering } from "./asks.ts";

type Of = { readonly run: ImportRun; readonly shop: string };

const at = ({ run, shop }: Of): string => `/shops/${shop}/imports/${run.id}/undo`;

function useUndo(of: Of) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send(z.unknown(), "POST", at(of)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["imports", of.shop] }),
  });
}

function What({ goes }: { readonly goes: ImportUndo }): ReactElement {
  const { t } = useTranslation();
  const lines = (["orders", "refunds"] as const).filter((key) => goes[key] > 0);
  if (goes.events === 0)
    return (
      <>
        <p>{t("undo.nothing")}</p>
        {goes.kept > 0 ? <p>{t("undo.kept", { n: whole(goes.kept) })}</p> : null}
      </>
    );
  return (
    <>
      <p>{t("undo.goes")}</p>
      <ul>
        {lines.map((key) => (
          <li key={key}>
            <strong>{t(`undo.${key}`, { n: whole(goes[key]) })}</strong>
          </li>
        ))}
        <li>{t("undo.otherEvents", { n: whole(goes.events) })}</li>
        {goes.customers > 0 ? <li>{t("undo.customers", { n: whole(goes.customers) })}</li> : null}
        {goes.forgotten > 0 ? <li>{t("undo.forgotten", { n: whole(goes.forgotten) })}</li> : null}
        {goes.restated > 0 ? <li>{t("undo.restated", { n: whole(goes.restated) })}</li> : null}
        {goes.kept > 0 ? <li>{t("undo.kept", { n: whole(goes.kept) })}</li> : null}
        {goes.cards.open > 0 ? <li>{t("undo.cardsOpen", { n: goes.cards.open })}</li> : null}
        {goes.cards.sent > 0 ? <li>{t("undo.cardsSent", { n: goes.cards.sent })}</li> : null}
      </ul>
    </>
  );
}

function Confirm({ of, onClose }: { readonly of: Of; onClose(): void }): ReactElement {
  const { t } = useTranslation();
  const undoing = useUndo(of);
  const counted = useQuery({
    queryKey: ["undo", of.shop, of.run.id],
    queryFn: () => ask(ImportUndo, at(of)),
    gcTime: 0,
  });
  return (
    <Dialogue title={t("undo.title")} onClose={onClose}>
      {counted.isPending ? (
        <Spin description={t("undo.counting")}>
          <div className="counting" />
        </Spin>
      ) : (
        <Loaded query={counted}>{(goes) => <What goes={goes} />}</Loaded>
      )}
      <p className="faint">{t("undo.after")}</p>
      <Refusal error={undoing.error} />
      <Space wrap>
        <Button
          type="primary"
          danger
          disabled={!counted.isSuccess}
          loading={undoing.isPending}
          onClick={() => undoing.mutate(undefined, { onSuccess: onClose })}
        >
          {t("undo.sure")}
        </Button>
        <Button onClick={onClose}>{t("undo.keep")}</Button>
      </Space>
    </Dialogue>
  );
}

const ENDED = ["done", "failed", "cancelled"];

/** A button that asks, with what would go, before anything is taken back. */
export function UndoButton(of: Of): ReactElement | null {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const { run } = of;
  if (run.dryRun || !ENDED.includes(run.state)) return null;
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {t(run.undo === null ? "undo.button" : "undo.goOn")}
      </Button>
      {asking ? <Confirm of={of} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

type Going = { readonly run: ImportRun; readonly steering: Steering };

/** How far an undo is, or what came of it. */
export function UndoState({ run, steering }: Going): ReactElement | null {
  const { t } = useTranslation();
  const { undo } = run;
  if (run.state === "undoing")
    return (
      <div className="running" role="status">
        <Progress percent={shareOf(undo)} status="active" />
        <span className="faint figures">
          {undo === null
            ? t("undo.listing")
            : t("undo.progress", { done: whole(undo.done), total: whole(undo.total) })}
        </span>
        <Button danger loading={steering.cancel.isPending} onClick={() => steering.cancel.mutate()}>
          {t("undo.stop")}
        </Button>
        <span className="faint">{t("undo.stopHint")}</span>
      </div>
    );
  if (undo === null) return null;
  const said = { done: whole(undo.done), total: whole(undo.total) };
  const ended = run.state === "undone";
  const kept = ended && undo.kept > 0 ? t("undo.doneKept", { n: whole(undo.kept) }) : "";
  return (
    <Alert
      type={ended ? "success" : "warning"}
      showIcon
      className="refusal"
      title={`${t(ended ? "undo.doneNote" : "undo.partNote", said)}${kept}`}
    />
  );
}

const shareOf = (undo: ImportRun["undo"]): number =>
  undo === null || undo.total === 0 ? 0 : Math.min(99, Math.floor((undo.done / undo.total) * 100));
