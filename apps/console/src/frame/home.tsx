import { Button, Result } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Navigate } from "react-router";
import { useMe } from "../session/asks.ts";

export function Home(): ReactElement {
  const { t } = useTranslation();
  const me = useMe();
  const first = me.data?.shops[0];
  if (first !== undefined) return <Navigate to={`/${first.id}/overview`} replace />;
  return (
    <Result
      status="info"
      title={t("frame.none")}
      subTitle={t("frame.noneNext")}
      extra={
        <Button type="primary" loading={me.isFetching} onClick={() => void me.refetch()}>
          {t("frame.refresh")}
        </Button>
      }
    />
  );
}
