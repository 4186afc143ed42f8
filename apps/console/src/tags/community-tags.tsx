import { whole } from "@zhongshu/browser";
import type { CommunityTags } from "@zhongshu/people/contract";
import { Card, Table, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { LineageButton } from "../lineage/lineage.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useCommunityTags } from "./asks.ts";
import "./tags.css";

const percent = (share: number): string => `${Math.round(share * 100)}%`;

function Tastes({ tastes }: Pick<CommunityTags, "tastes">): ReactElement {
  const { t } = useTranslation();
  if (tastes === null) return <p>{t("tags.communityFew")}</p>;
  if (tastes.length === 0) return <p>{t("tags.communityNone")}</p>;
  return (
    <p className="person-tags">
      {tastes.map(({ category, share, elsewhere }) => (
        <Tag key={category} color="green">
          {t("tags.communityTaste", {
            ...{ category, share: percent(share), elsewhere: percent(elsewhere) },
          })}
        </Tag>
      ))}
    </p>
  );
}

type Props = { readonly shop: string; readonly community: string };

/** What the members of a community turn to, beside the shop's others. */
export function CommunityTagsCard({ shop, community }: Props): ReactElement {
  const { t } = useTranslation();
  const figures = { align: "right", className: "figures" } as const;
  return (
    <Card
      className="community-tags after"
      title={t("tags.community")}
      extra={
        <>
          <span className="faint">{t("tags.communityHint")}</span>{" "}
          <LineageButton size="small" of={`community-tag:${community}`} />
        </>
      }
    >
      <Loaded query={useCommunityTags(shop, community)}>
        {({ tastes, all, members, told, everybody }) => (
          <>
            <Tastes tastes={tastes} />
            <p className="faint">
              {t("tags.communityHow", {
                ...{ members: whole(members), told: whole(told), everybody: whole(everybody) },
              })}
            </p>
            {all.length === 0 ? null : (
              <Table
                size="small"
                rowKey="category"
                dataSource={all}
                pagination={false}
                columns={[
                  {
                    title: t("tags.favourites"),
                    key: "category",
                    render: (_, { category }) => (
                      <Link to={`/${shop}/people?tag=taste&value=${encodeURIComponent(category)}`}>
                        {category}
                      </Link>
                    ),
                  },
                  {
                    title: t("tags.inGroup"),
                    key: "in",
                    ...figures,
                    render: (_, one) => `${whole(one.members)}`,
                  },
                  {
                    title: t("tags.inShop"),
                    key: "all",
                    ...figures,
                    render: (_, one) => `${whole(one.everybody)}`,
                  },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
    </Card>
  );
}
