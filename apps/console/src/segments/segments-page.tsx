import { when, whole } from "@zhongshu/browser";
import type { Segment } from "@zhongshu/people/contract";
import { Button, Table, type TableColumnsType, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";
import { usePreview, useSegments } from "./asks.ts";

function Total({ shop, segment }: { readonly shop: string; readonly segment: Segment }) {
  const { data } = usePreview(shop, segment.predicate);
  return <>{data === undefined ? "…" : whole(data.total)}</>;
}

function useColumns(shop: string): TableColumnsType<Segment> {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      title: t("segments.name"),
      key: "name",
      render: (_, { id, name, shown }) => (
        <>
          <Link to={`/${shop}/segments/${id}`}>{name}</Link>{" "}
          {shown ? <Tag>{t("segments.isShown")}</Tag> : null}
        </>
      ),
    },
    {
      title: t("segments.count"),
      key: "count",
      align: "right",
      className: "figures",
      render: (_, segment) => <Total shop={shop} segment={segment} />,
    },
    {
      title: t("segments.version"),
      dataIndex: "version",
      align: "right",
      className: "figures",
    },
    {
      title: t("segments.changedAt"),
      key: "changed",
      align: "right",
      className: "figures",
      render: (_, { changedAt }) => when(changedAt, language),
    },
  ];
}

export function SegmentsPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const go = useNavigate();
  const segments = useSegments(shop);
  const columns = useColumns(shop);
  const make = useMay("people.write") ? (
    <Button type="primary" onClick={() => void go(`/${shop}/segments/new`)}>
      {t("segments.make")}
    </Button>
  ) : null;
  return (
    <Page
      title={t("frame.segments")}
      lead={t("segments.lead")}
      extra={segments.data?.length === 0 ? null : make}
    >
      <Loaded query={segments}>
        {(found) => (
          <Table
            rowKey="id"
            columns={columns}
            dataSource={found}
            pagination={false}
            scroll={{ x: "max-content" }}
            locale={{
              emptyText: (
                <Nothing title={t("segments.none")} next={t("segments.noneNext")}>
                  {make}
                </Nothing>
              ),
            }}
          />
        )}
      </Loaded>
    </Page>
  );
}
