import { masked, price, when } from "@zhongshu/browser";
import { Profile, Stage } from "@zhongshu/people/contract";
import { Button, Input, Select, Space, type TableColumnsType, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { z } from "zod";
import { Page, useShop } from "../frame/page.tsx";
import { ImportButton } from "../imports/import-button.tsx";
import { useMay } from "../session/asks.ts";
import { Listing } from "../states/listing.tsx";
import { usePaged } from "../states/paged.ts";
import { useTags } from "../tags/asks.ts";
import { useLanguage } from "../words/i18n.ts";
import { StageTag } from "./stages.tsx";

const People = z
  .object({ people: z.array(Profile), next: z.string().nullable() })
  .transform(({ people, next }) => ({ items: people, next }));

function useColumns(shop: string): TableColumnsType<Profile> {
  const { t } = useTranslation();
  const language = useLanguage();
  return [
    {
      title: t("people.name"),
      key: "name",
      render: (_, { id, name, userId }) => (
        <Link to={`/${shop}/people/${id}`} className="person-name">
          {name ?? masked(userId ?? t("people.unnamed"))}
        </Link>
      ),
    },
    {
      title: t("people.state"),
      key: "stage",
      render: (_, { stage }) => <StageTag stage={stage} />,
    },
    {
      title: t("people.interest"),
      key: "interest",
      render: (_, { interests }) => interests[0]?.category ?? "—",
    },
    { title: t("people.orders"), dataIndex: "orders", align: "right", className: "figures" },
    {
      title: t("people.spent"),
      key: "spent",
      align: "right",
      className: "figures",
      render: (_, { spent }) => (spent === null ? "—" : price(spent)),
    },
    {
      title: t("people.lastSeen"),
      key: "last",
      align: "right",
      className: "figures",
      render: (_, { lastSeen }) =>
        lastSeen === null ? t("people.onlyListed") : when(lastSeen, language),
    },
  ];
}

function Filters(): ReactElement {
  const { t } = useTranslation();
  const [wishes, setWishes] = useSearchParams();
  const wish = (key: string, value: string) => {
    const next = new URLSearchParams(wishes);
    if (value === "") next.delete(key);
    else next.set(key, value);
    setWishes(next, { replace: true });
  };
  const stages = Stage.options.map((value) => ({
    value: `${value}`,
    label: t(`people.stage.${value}`),
  }));
  return (
    <Space wrap className="tools">
      <Input.Search
        allowClear
        placeholder={t("people.search")}
        aria-label={t("people.search")}
        defaultValue={wishes.get("search") ?? ""}
        onSearch={(value) => wish("search", value.trim())}
      />
      <Select
        className="stage-select"
        aria-label={t("people.state")}
        value={wishes.get("stage") ?? ""}
        options={[{ value: "", label: t("people.allStages") }, ...stages]}
        onChange={(value) => wish("stage", value)}
      />
      <OfTag />
    </Space>
  );
}

/** The tag that the list is of, to be taken away. */
function OfTag(): ReactElement | null {
  const language = useLanguage();
  const shop = useShop();
  const [wishes, setWishes] = useSearchParams();
  const key = wishes.get("tag");
  const value = wishes.get("value");
  const tags = useTags(shop).data?.tags ?? [];
  if (key === null || value === null) return null;
  const tag = tags.find((each) => each.key === key);
  const named = tag?.values.find((each) => each.key === value);
  return (
    <Tag closable onClose={() => setWishes({}, { replace: true })}>
      {tag?.name[language] ?? key} · {named?.name[language] ?? value}
    </Tag>
  );
}

export function PeoplePage(): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const erases = useMay("people.erase");
  const [wishes] = useSearchParams();
  const paged = usePaged({
    path: `/shops/${shop}/people`,
    wishes: {
      ...{ search: wishes.get("search"), stage: wishes.get("stage") },
      ...{ tag: wishes.get("tag"), value: wishes.get("value") },
    },
    schema: People,
  });
  return (
    <Page
      title={t("frame.people")}
      extra={
        <Space wrap>
          {erases ? (
            <Link to={`/${shop}/people/erasures`}>
              <Button>{t("privacy.open")}</Button>
            </Link>
          ) : null}
          <Link to={`/${shop}/people/same`}>
            <Button>{t("same.open")}</Button>
          </Link>
        </Space>
      }
    >
      <Filters />
      <Listing
        paged={paged}
        columns={useColumns(shop)}
        keyOf={({ id }) => id}
        empty={{
          title: t("people.none"),
          next: t("people.noneNext"),
          ...(wishes.size === 0 ? { action: <ImportButton shop={shop} /> } : {}),
        }}
      />
    </Page>
  );
}
