import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { OpenDemo } from "../demo/demo.tsx";
import { useMe } from "../session/asks.ts";
import { OpenShop } from "../session/open-shop.tsx";
import { Account } from "./account.tsx";
import "./home.css";

/** Signed in with a phone that no shop knows: open one, or who to ask, and the way to another phone. */
function NoShop(): ReactElement {
  const { t } = useTranslation();
  const me = useMe();
  const mayOpen = me.data?.mayOpen === true;
  return (
    <main className="no-shop">
      <section>
        <span className="mark" aria-hidden="true">
          {t("app.title").slice(0, 1)}
        </span>
        <h1>{t(mayOpen ? "opening.title" : "frame.none")}</h1>
        {mayOpen ? <OpenShop /> : null}
        {mayOpen ? <OpenDemo /> : null}
        <p className="faint">{t(mayOpen ? "opening.invited" : "frame.noneNext")}</p>
        <Button
          type={mayOpen ? "default" : "primary"}
          loading={me.isFetching}
          onClick={() => void me.refetch()}
        >
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
