import { type ImportRun, toMend } from "@zhongshu/ledger/contract";
import { Button } from "antd-mobile";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Sheet } from "../frame/sheet.tsx";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useRefused, useUpload } from "./asks.ts";

type Props = { readonly run: ImportRun; readonly shop: string };

function Editor({ shop, rows }: { readonly shop: string; readonly rows: string }): ReactElement {
  const { t } = useTranslation();
  const go = useNavigate();
  const sending = useUpload(shop);
  const [text, setText] = useState(rows);
  const again = async (): Promise<void> => {
    const file = new File([text], `${t("imports.mendName")}.csv`, { type: "text/csv" });
    const sent = await sending.mutateAsync(file).catch(() => null);
    if (sent !== null) await go(`/${shop}/imports/${sent.id}`);
  };
  return (
    <>
      <p className="faint">{t("imports.mendHint")}</p>
      <textarea
        className="figures"
        aria-label={t("imports.mend")}
        rows={12}
        wrap="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {sending.error ? (
        <Failure error={sending.error} onRetry={() => sending.reset()} busy={false} />
      ) : null}
      <Button
        block
        color="primary"
        shape="rounded"
        loading={sending.isPending}
        onClick={() => void again()}
      >
        {t("imports.mendGo")}
      </Button>
    </>
  );
}

function Mending({ run, shop }: Props): ReactElement {
  const rows = useRefused(shop, run.id);
  if (rows.data !== undefined)
    return <Editor shop={shop} rows={rows.data.replace(/^\uFEFF/, "")} />;
  return rows.error ? (
    <Failure error={rows.error} onRetry={() => void rows.refetch()} busy={rows.isFetching} />
  ) : (
    <Waiting blocks={1} />
  );
}

/** Why rows were refused, and mending them on the spot: a web view inside a chat downloads nothing. */
export function Refused({ run, shop }: Props): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { refusedSample } = run;
  const faults = toMend(run.counts);
  if (faults === 0) return null;
  return (
    <section className="panel">
      <h2>{t("imports.refused")}</h2>
      {refusedSample.length < faults ? (
        <p className="faint">{t("imports.refusedMore", { n: refusedSample.length })}</p>
      ) : null}
      <ul className="refused">
        {refusedSample.map(({ row, reason, raw }) => (
          <li key={row}>
            <strong className="figures">{t("imports.refusedRow", { row })}</strong>{" "}
            {reason[language]}
            <code>{raw}</code>
          </li>
        ))}
      </ul>
      <Button block shape="rounded" onClick={() => setOpen(true)}>
        {t("imports.mend")}
      </Button>
      <Sheet title={open ? t("imports.mend") : null} onClose={() => setOpen(false)}>
        {open ? <Mending run={run} shop={shop} /> : null}
      </Sheet>
    </section>
  );
}
