import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { useMe } from "../session/asks.ts";
import { Account } from "./account.tsx";

/** Signed in with a phone that no shop knows: who to ask, and the way to another phone. */
function NoShop(): ReactElement {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <main className="no-shop">
      <section>
        <span className="mark" aria-hidden="true">
          {t("app.title").slice(0, 1)}
        </span>
        <h1>{t("frame.none")}</h1>
        <p className="faint">{t("frame.noneNext")}</p>
        <Button type="primary" loading={me.isFetching} onClick={() => void me.refetch()}>
          {t("frame.refresh")}
        </Button>
        <Account />
      </section>
    </main>
  );
}

export function Home(): ReactElement {
  const first = useMe().data?.shops[0];
  return first === undefined ? <NoShop /> : <Navigate to={`/${first.id}/overview`} replace />;
}
