import { phoneOf } from "@zhongshu/browser";
import { Button } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { OpenDemo } from "../demo/demo.tsx";
import { signOut, useMe } from "./asks.ts";
import { OpenShop } from "./open-shop.tsx";

function NoShop(): ReactElement {
  const { t } = useTranslation();
  const me = useMe();
  const mayOpen = me.data?.mayOpen === true;
  const leave = async () => {
    await signOut();
    await me.refetch();
  };
  return (
    <section className="state">
      <span className="state-mark" aria-hidden="true">
        ⌂
      </span>
      <h2>{t(mayOpen ? "opening.title" : "shop.none")}</h2>
      {mayOpen ? <OpenShop /> : null}
      {mayOpen ? <OpenDemo /> : null}
      <p>{t(mayOpen ? "opening.invited" : "shop.noneNext")}</p>
      <p className="figures">{phoneOf(me.data?.user.phone ?? "")}</p>
      <Button
        {...(mayOpen ? { fill: "outline" as const } : { color: "primary" as const })}
        shape="rounded"
        loading={me.isFetching}
        onClick={() => void me.refetch()}
      >
        {t("shop.refresh")}
      </Button>
      <Button fill="none" size="small" onClick={() => void leave()}>
        {t("shop.signOut")}
      </Button>
    </section>
  );
}

/** Opens the first shop; which one was open before stands in the address, not in a store. */
export function Home(): ReactElement | null {
  const me = useMe();
  if (!me.data) return null;
  const first = me.data.shops[0];
  return first === undefined ? <NoShop /> : <Navigate to={`/${first.id}`} replace />;
}
