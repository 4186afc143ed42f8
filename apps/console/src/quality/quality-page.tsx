import { moment, whole } from "@zhongshu/browser";
import type { Quality } from "@zhongshu/ledger/contract";
import { Button, Table, type TableColumnsType, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { Refusal } from "../states/failure.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useLook, useQuality } from "./asks.ts";
import { Trend } from "./trend.tsx";

type Rule = Quality["rules"][number];

function useColumns(shop: string, looked: boolean): TableColumnsType<Rule> {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      title: t("quality.rule"),
      key: "rule",
      render: (_, { key, title, why }) => (
        <>
          <Link to={`/${shop}/quality/${key}`}>{title[language]}</Link>
          <div className="faint">{why[language]}</div>
        </>
      ),
    },
    {
      title: t("quality.findings"),
      key: "findings",
      className: "figures",
      width: 110,
      render: (_, { findings, key }) => {
        if (!looked) return "—";
        if (findings === 0) return <Tag color="success">{t("quality.sound")}</Tag>;
        return <Link to={`/${shop}/quality/${key}`}>{whole(findings)}</Link>;
      },
    },
    {
      title: t("quality.trend"),
      key: "trend",
      width: 160,
      render: (_, { trend }) => <Trend days={trend} />,
    },
  ];
}

function Rules({ found, shop }: { readonly found: Quality; readonly shop: string }): ReactElement {
  const columns = useColumns(shop, found.lookedAt !== null);
  // What breaks something comes first; each in the order of its room.
  const rules = found.rules.toSorted((a, b) => Number(b.findings > 0) - Number(a.findings > 0));
  return (
    <Table
      rowKey="key"
      columns={columns}
      dataSource={rules}
      pagination={false}
      className="stacked"
    />
  );
}

export function QualityPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const look = useLook(shop);
  return (
    <Loaded query={useQuality(shop)}>
      {(found) => (
        <Page
          title={t("frame.quality")}
          lead={
            found.lookedAt === null
              ? t("quality.never")
              : t("quality.lookedAt", { at: moment(found.lookedAt) })
          }
          extra={
            <Button type="primary" loading={look.isPending} onClick={() => look.mutate()}>
              {t("quality.look")}
            </Button>
          }
        >
          <Refusal error={look.error} />
          <Rules found={found} shop={shop} />
        </Page>
      )}
    </Loaded>
  );
}
