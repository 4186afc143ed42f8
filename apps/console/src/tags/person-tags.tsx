import { cell, columnsOf, figures, fullDay, price, readable, when, whole } from "@zhongshu/browser";
import type { PersonTag, TagRows } from "@zhongshu/people/contract";
import { Button, Card, Drawer, Table, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { titleOf } from "../events/telling.ts";
import { LineageButton } from "../lineage/lineage.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { usePersonTags, useTagRows } from "./asks.ts";
import "./tags.css";

type Figure = PersonTag["evidence"][string];
const SHARES = new Set(["left", "shopShare", "share"]);
const SUMS = new Set(["sales", "earned", "usual"]);
const INSTANTS = new Set(["lastOrderAt", "lastSeen"]);
const DAYS = new Set(["firstDay", "lastDay"]);

/** A figure as people read it; null: it says nothing here. */
function useTold(evidence: PersonTag["evidence"]) {
  const language = useLanguage();
  const { currency } = evidence;
  return (key: string, figure: Figure): string | null => {
    if (figure === null || figure === undefined || key === "currency") return null;
    if (typeof figure === "string") return DAYS.has(key) ? fullDay(figure, language) : figure;
    if (SHARES.has(key)) return `${Math.round(figure * 100)}%`;
    if (SUMS.has(key))
      return typeof currency === "string"
        ? price({ minor: Math.round(figure), currency })
        : whole(figure);
    if (INSTANTS.has(key)) return when(figure, language);
    return Number.isInteger(figure) ? whole(figure) : figure.toFixed(1);
  };
}

function Figures({ evidence }: Pick<PersonTag, "evidence">): ReactElement {
  const { t } = useTranslation();
  const told = useTold(evidence);
  return (
    <dl className="pairs">
      {Object.entries(evidence).map(([key, figure]) => {
        const figured = told(key, figure);
        return figured === null ? null : (
          <div key={key}>
            <dt>{t(`tags.evidence.${key}`)}</dt>
            <dd className="figures">{figured}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Rows({ found }: { readonly found: TagRows }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  if (found.total === 0) return <p className="faint">{t("tags.noRows")}</p>;
  const columns = columnsOf(found.columns).map(({ key, label }) => ({
    key,
    title: label[language],
    className: "figures",
    align: figures(found.rows, key) ? ("right" as const) : ("left" as const),
    render: (_: unknown, row: TagRows["rows"][number]) => {
      const value = row[key];
      if (typeof value === "boolean") return t(value ? "tags.yes" : "tags.no");
      return key === "type" ? titleOf(t, cell(value)) : readable(row, key, { language });
    },
  }));
  const [shown, total] = [whole(found.rows.length), whole(found.total)];
  return (
    <>
      <p className="faint figures">{t("tags.rowsShown", { shown, total })}</p>
      <Table
        size="small"
        rowKey={(row) => JSON.stringify(row)}
        columns={columns}
        dataSource={found.rows}
        pagination={false}
        scroll={{ x: "max-content" }}
      />
    </>
  );
}

type Props = { readonly shop: string; readonly person: string };

function Opened({ shop, person, tag }: Props & { readonly tag: PersonTag }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const since =
    tag.since === null ? t("tags.now") : t("tags.since", { at: when(tag.since, language) });
  return (
    <>
      <p>
        <Tag>{tag.value.name[language]}</Tag>
        <span className="faint">
          {since} · {t("tags.version", { n: tag.version })}
        </span>{" "}
        <LineageButton size="small" of={`tag:${person}:${tag.key}`} />
      </p>
      <h3>{t("tags.how")}</h3>
      <p>{tag.meaning[language]}</p>
      <h3>{t("tags.figures")}</h3>
      <Figures evidence={tag.evidence} />
      <h3>{t("tags.rows")}</h3>
      <Loaded query={useTagRows(shop, person, tag.key)}>{(found) => <Rows found={found} />}</Loaded>
    </>
  );
}

/** What the shop's tags say of a customer; each opens to its figures and rows. `plain`: who does not want to be judged by their record. */
export function PersonTagsCard({
  shop,
  person,
  plain,
}: Props & { readonly plain: boolean }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState<PersonTag | null>(null);
  return (
    <Card
      className="wide"
      title={t("tags.ofPerson")}
      extra={<span className="faint">{t("tags.ofPersonHint")}</span>}
    >
      <Loaded query={usePersonTags(shop, person)}>
        {({ tags, own, at }) => (
          <>
            <div className="person-tags">
              {own.map(({ id, name }) => (
                <Link key={id} to={`/${shop}/segments/${id}`}>
                  <Button>
                    <span className="faint">{t("tags.own")}</span>
                    {name}
                  </Button>
                </Link>
              ))}
              {tags.map((tag) => (
                <Button key={tag.key} onClick={() => setOpened(tag)}>
                  <span className="faint">{tag.name[language]}</span>
                  {tag.value.name[language]}
                </Button>
              ))}
            </div>
            {plain ? <p className="faint">{t("tags.judgedByNothing")}</p> : null}
            {at === null && !plain ? <p className="faint">{t("tags.undecided")}</p> : null}
          </>
        )}
      </Loaded>
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={640}
        title={opened?.name[language]}
      >
        {opened === null ? null : <Opened shop={shop} person={person} tag={opened} />}
      </Drawer>
    </Card>
  );
}
