import { Refused } from "@zhongshu/browser";
import { Button } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

type Props = { readonly error: Error; readonly onRetry: () => void; readonly busy?: boolean };

/** Whatever went wrong, in the server's own words, with the one thing to do about it. */
export function Failure({ error, onRetry, busy = false }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = error instanceof Refused ? error.text : null;
  return (
    <section className="state" role="alert">
      <span className="state-mark" aria-hidden="true">
        !
      </span>
      <h2>{text?.message[language] ?? t("state.unexpected")}</h2>
      <p>{text?.next[language] ?? t("state.unexpectedNext")}</p>
      <Button color="primary" shape="rounded" loading={busy} onClick={onRetry}>
        {t("state.retry")}
      </Button>
    </section>
  );
}
