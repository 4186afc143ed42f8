import type { EvidenceRows, Card as Opportunity } from "@zhongshu/brain/contract";
import { cell, columnsOf, figures, readable, whole } from "@zhongshu/browser";
import { Button, Card, Drawer, Table } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useRows } from "./asks.ts";

type Evidence = Opportunity["evidence"][number];
type Props = { readonly card: Opportunity; readonly evidence: Evidence };

function Check({ check }: { readonly check: Evidence["check"] }): ReactElement {
  const { t } = useTranslation();
  return (
    <details open className="check">
      <summary>{t("cards.check")}</summary>
      <p className="faint">{t("cards.checkHint")}</p>
      <pre className="json">{check.sql}</pre>
      <p className="faint">
        {t("cards.values")}{" "}
        {check.values.map((value, i) => `$${i + 1} = ${cell(value)}`).join("  ")}
      </p>
    </details>
  );
}

type RowsProps = { readonly found: EvidenceRows; readonly shop: string };

/** The first of the rows, and how many there are; a customer's row leads to the customer. */
export function Rows({ found, shop }: RowsProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const columns = columnsOf(found.columns).map(({ key, label }) => ({
    key,
    title: label[language],
    className: "figures",
    align: figures(found.rows, key) ? ("right" as const) : ("left" as const),
    render: (_: unknown, row: EvidenceRows["rows"][number]) => {
      const told = readable(row, key, { names: found.names, language });
      if (key !== "profile") return told;
      return <Link to={`/${shop}/people/${cell(row[key])}`}>{told}</Link>;
    },
  }));
  return (
    <>
      <p className="faint figures">
        {t(found.rows.length < found.total ? "cards.shown" : "cards.allRows", {
          shown: whole(found.rows.length),
          total: whole(found.total),
        })}
      </p>
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

function Opened({ card, evidence }: Props): ReactElement {
  return (
    <>
      <Loaded query={useRows(card, evidence.key)}>
        {(found) => <Rows found={found} shop={card.shop} />}
      </Loaded>
      <Check check={evidence.check} />
    </>
  );
}

type ListProps = { readonly card: Opportunity; readonly lineage: ReactElement };

export function EvidenceList({ card, lineage }: ListProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const [opened, setOpened] = useState<Evidence | null>(null);
  return (
    <Card
      title={t("cards.evidence")}
      extra={<span className="faint">{t("cards.evidenceHint")}</span>}
    >
      {card.evidence.map((each) => (
        <Button
          key={each.key}
          type="text"
          block
          className="evidence"
          onClick={() => setOpened(each)}
        >
          <span>{each.title[language]}</span>
          <strong className="figures">{each.figure[language]}</strong>
        </Button>
      ))}
      {lineage}
      <Drawer
        open={opened !== null}
        onClose={() => setOpened(null)}
        size={640}
        title={opened?.title[language]}
      >
        {opened === null ? null : <Opened card={card} evidence={opened} />}
      </Drawer>
    </Card>
  );
}
