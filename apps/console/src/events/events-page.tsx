import { Tabs } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { DeadLetters } from "./dead-letters.tsx";
import { Tail } from "./tail.tsx";

export function EventsPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [place, setPlace] = useSearchParams();
  const items = [
    { key: "live", label: t("events.live"), children: <Tail shop={shop} /> },
    { key: "dead", label: t("events.dead"), children: <DeadLetters shop={shop} /> },
  ];
  return (
    <Page title={t("frame.events")} lead={t("state.justTime")}>
      <Tabs
        activeKey={place.get("tab") ?? "live"}
        onChange={(tab) => setPlace({ tab }, { replace: true })}
        items={items}
        destroyOnHidden
      />
    </Page>
  );
}
