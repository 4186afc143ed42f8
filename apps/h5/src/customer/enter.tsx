import { type ReactElement, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Waiting } from "../states/waiting.tsx";
import { useEntry } from "./asks.ts";
import { Failure } from "./frame.tsx";
import { useVisible } from "./look.ts";

type Props = { readonly token: string; readonly onInside: () => void };

/** Exchanges the token for a session, once somebody really looks; then it is gone from the address. */
export function Enter({ token, onInside }: Props): ReactElement {
  const { t } = useTranslation();
  const entry = useEntry(token, useVisible());
  const inside = entry.isSuccess;
  useEffect(() => {
    if (inside) onInside();
  }, [inside, onInside]);
  if (entry.error)
    return (
      <Failure error={entry.error} busy={entry.isFetching} onRetry={() => void entry.refetch()} />
    );
  return (
    <main className="page">
      <h1 className="c-entering">{t("customer.inbox.entering")}</h1>
      <Waiting blocks={2} />
    </main>
  );
}
