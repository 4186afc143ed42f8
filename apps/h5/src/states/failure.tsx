import { Refused } from "@zhongshu/browser";
import { Button } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate, useParams } from "react-router";
import { useLanguage } from "../words/i18n.ts";
import { Lost } from "./lost.tsx";

type Props = { readonly error: Error; readonly onRetry: () => void; readonly busy?: boolean };

/** Whatever went wrong, in the server's own words, with the one thing to do about it: again, or home. */
export function Failure({ error, onRetry, busy = false }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { shop = "" } = useParams();
  const go = useNavigate();
  const refused = error instanceof Refused ? error : null;
  if (refused?.status === 400) return <Lost />;
  const text = refused?.text ?? null;
  const gone = refused?.status === 404 || refused?.status === 410;
  return (
    <section className="state" role="alert">
      <span className="state-mark" aria-hidden="true">
        !
      </span>
      <h2>{text?.message[language] ?? t("state.unexpected")}</h2>
      <p>{text?.next[language] ?? t("state.unexpectedNext")}</p>
      {refused?.code === "brain.card-executed" ? (
        <Button color="primary" shape="rounded" onClick={() => void go(`/${shop}/runs`)}>
          {t("run.all")}
        </Button>
      ) : gone ? (
        <Button color="primary" shape="rounded" onClick={() => void go(`/${shop}`)}>
          {t("state.home")}
        </Button>
      ) : (
        <Button color="primary" shape="rounded" loading={busy} onClick={onRetry}>
          {t("state.retry")}
        </Button>
      )}
    </section>
  );
}
