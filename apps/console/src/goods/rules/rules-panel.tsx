import { businessDay } from "@zhongshu/kernel";
import { Button, Table, type TableColumnsType, Tag } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../../session/asks.ts";
import { Loaded } from "../../states/loaded.tsx";
import { Nothing } from "../../states/nothing.tsx";
import { type Rule, useProduct, useRules } from "../asks.ts";
import { rateInWords } from "../rate.ts";
import { NewRule } from "./new-rule.tsx";
import { inOrder, type Standing, standingOf, wholeDays } from "./standing.ts";

const COLOURS: Readonly<Record<Standing, string>> = {
  current: "green",
  planned: "gold",
  replaced: "default",
  past: "default",
};

function ProductName({ shop, id }: { readonly shop: string; readonly id: string }): ReactElement {
  const product = useProduct(shop, id);
  return (
    <Link to={`/${shop}/goods/${encodeURIComponent(id)}`} className="wrap">
      {product.data?.title ?? id}
    </Link>
  );
}

/** A day as people say an end: a rule that ends at midnight has the day before as its last. */
const lastDay = (until: number): string => businessDay(until - 1);

function useColumns(shop: string, standing: (rule: Rule) => Standing): TableColumnsType<Rule> {
  const { t } = useTranslation();
  return [
    {
      title: t("rules.scope"),
      key: "scope",
      render: (_, { scope, subject }) => (
        <>
          <span className="faint">{t(`audit.scopeOf.${scope}`)}</span>{" "}
          {scope === "product" ? <ProductName shop={shop} id={subject} /> : subject}
        </>
      ),
    },
    {
      title: t("goods.commission"),
      key: "rate",
      className: "figures",
      render: (_, rule) => <strong>{rateInWords(t, rule)}</strong>,
    },
    {
      title: t("rules.when"),
      key: "when",
      className: "figures",
      render: (_, { validFrom, validUntil }) =>
        validUntil === null
          ? t("rules.since", { from: wholeDays(validFrom) })
          : t("rules.span", { from: wholeDays(validFrom), until: lastDay(validUntil) }),
    },
    {
      title: t("keys.state"),
      key: "state",
      render: (_, rule) => (
        <Tag color={COLOURS[standing(rule)]}>{t(`rules.standing.${standing(rule)}`)}</Tag>
      ),
    },
  ];
}

function RuleTable({ rules, shop }: { readonly rules: readonly Rule[]; readonly shop: string }) {
  const { t } = useTranslation();
  const [now] = useState(() => Date.now());
  const columns = useColumns(shop, (rule) => standingOf(rule, rules, now));
  return (
    <Table
      rowKey="id"
      className="stacked"
      columns={columns}
      dataSource={inOrder(rules, now)}
      pagination={false}
      locale={{ emptyText: <Nothing title={t("rules.none")} next={t("rules.noneNext")} /> }}
    />
  );
}

/** What part of each sale is the owner's: the rules that hold, those planned and those that were. */
export function RulesPanel({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const [making, setMaking] = useState(false);
  const may = useMay("goods.write");
  return (
    <>
      <div className="between tools">
        <span className="faint">{t("rules.lead")}</span>
        {may ? (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t("rules.make")}
          </Button>
        ) : null}
      </div>
      <Loaded query={useRules(shop)}>
        {({ rules }) => <RuleTable rules={rules} shop={shop} />}
      </Loaded>
      {making ? <NewRule shop={shop} onClose={() => setMaking(false)} /> : null}
    </>
  );
}
