import { Refused } from "@zhongshu/browser";
import { Alert, Button, Result } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { useLanguage } from "../words/i18n.ts";

function useRefusal(error: Error) {
  const { t } = useTranslation();
  const language = useLanguage();
  const text = error instanceof Refused ? error.text : null;
  return {
    message: text?.message[language] ?? t("state.unexpected"),
    next: text?.next[language] ?? t("state.unexpectedNext"),
  };
}

type Props = { readonly error: Error; readonly onRetry: () => void; readonly busy: boolean };

/** Instead of a page or a table: the server's own words, and the way to try again or, where it is gone, home. */
export function Failure({ error, onRetry, busy }: Props): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  const { message, next } = useRefusal(error);
  const gone = error instanceof Refused && [404, 410].includes(error.status);
  return (
    <div role="alert">
      <Result
        status="warning"
        title={message}
        subTitle={next}
        extra={
          gone ? (
            <Link to={`/${shop}`}>
              <Button type="primary">{t("state.home")}</Button>
            </Link>
          ) : (
            <Button type="primary" loading={busy} onClick={onRetry}>
              {t("state.retry")}
            </Button>
          )
        }
      />
    </div>
  );
}

/** Beside a form or a button: what was refused, while the rest of the page stays. */
export function Refusal({ error }: { readonly error: Error | null }): ReactElement | null {
  return error === null ? null : <Said error={error} />;
}

function Said({ error }: { readonly error: Error }): ReactElement {
  const { message, next } = useRefusal(error);
  return <Alert type="error" showIcon title={message} description={next} className="refusal" />;
}
