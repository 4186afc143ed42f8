import { whole } from "@zhongshu/browser";
import type { Community } from "@zhongshu/reach/contract";
import { Button, Table, type TableColumnsType } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { useMay } from "../session/asks.ts";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useCommunities } from "./asks.ts";
import { NameCommunity } from "./name-community.tsx";

function useColumns(shop: string): TableColumnsType<Community> {
  const { t } = useTranslation();
  return [
    {
      title: t("communities.name"),
      key: "name",
      render: (_, { id, name }) => (
        <Link to={`/${shop}/communities/${id}`} className="wrap">
          {name}
        </Link>
      ),
    },
    {
      title: t("communities.channel"),
      key: "channel",
      render: (_, { channel }) => t(`communities.channelOf.${channel}`),
    },
    {
      title: t("communities.size"),
      key: "size",
      align: "right",
      className: "figures",
      render: (_, { size }) =>
        size === null ? <span className="faint">{t("communities.untold")}</span> : whole(size),
    },
    {
      title: t("communities.known"),
      key: "known",
      align: "right",
      className: "figures",
      render: (_, { known }) => whole(known),
    },
  ];
}

export function CommunitiesPage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const [making, setMaking] = useState(false);
  const columns = useColumns(shop);
  const make = useMay("people.write") ? (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("communities.make")}
    </Button>
  ) : null;
  const communities = useCommunities(shop);
  return (
    <Page
      title={t("frame.communities")}
      lead={t("communities.lead")}
      extra={communities.data?.length === 0 ? null : make}
    >
      <Loaded query={communities}>
        {(found) => (
          <Table
            rowKey="id"
            columns={columns}
            dataSource={found}
            pagination={false}
            scroll={{ x: "max-content" }}
            locale={{
              emptyText: (
                <Nothing title={t("communities.none")} next={t("communities.noneNext")}>
                  {make}
                </Nothing>
              ),
            }}
          />
        )}
      </Loaded>
      {making ? (
        <NameCommunity shop={shop} community={null} onClose={() => setMaking(false)} />
      ) : null}
    </Page>
  );
}
