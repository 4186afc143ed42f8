import { amount, moment } from "@zhongshu/browser";
import type { StatementRow } from "@zhongshu/insight/contract";
import type { TableColumnsType } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../frame/page.tsx";
import { rateInWords } from "../goods/rate.ts";
import { LineageButton } from "../lineage/lineage.tsx";
import { labelled } from "../states/labelled.ts";
import { Listing } from "../states/listing.tsx";
import { useRows } from "./asks.ts";

type Row = StatementRow & { readonly currency: string };

function useColumns(): TableColumnsType<Row> {
  const { t } = useTranslation();
  const change = (stage: keyof Row["change"]): TableColumnsType<Row>[number] => ({
    title: t(`commission.${stage}`),
    key: stage,
    align: "right",
    className: "figures",
    onCell: ({ change }) => labelled(t(`commission.${stage}`), change[stage] !== 0),
    render: (_, row) => {
      const minor = row.change[stage];
      return minor === 0 ? "—" : amount({ minor, currency: row.currency });
    },
  });
  return [
    {
      title: t("commission.at"),
      key: "at",
      className: "figures",
      render: (_, { at }) => moment(at),
    },
    {
      title: t("commission.what"),
      key: "kind",
      render: (_, { kind, refund }) => (
        <>
          {t(`commission.kindOf.${kind}`)}
          {refund === null ? null : (
            <div className="faint figures">{t("commission.refund", { refund })}</div>
          )}
        </>
      ),
    },
    { title: t("commission.order"), dataIndex: "number", className: "figures" },
    { title: t("commission.goods"), dataIndex: "title", ellipsis: true },
    {
      title: t("commission.paidPrice"),
      key: "minor",
      align: "right",
      className: "figures",
      onCell: () => labelled(t("commission.paidPrice")),
      render: (_, { minor, currency }) => amount({ minor, currency }),
    },
    {
      title: t("commission.share"),
      key: "rate",
      align: "right",
      className: "figures",
      onCell: () => labelled(t("commission.share")),
      render: (_, { rate }) => (rate === null ? "—" : rateInWords(t, rate)),
    },
    change("estimated"),
    change("pending"),
    change("settled"),
  ];
}

/** Which rule gave the share, and where the order came from, down to the line of its file. */
function Behind({ row }: { readonly row: Row }): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  const rule = row.level === 0 ? "commission.rule" : "commission.teamRule";
  return (
    <p className="between">
      <span className="faint figures">
        {t(`commission.levelOf.${row.level}`)} ·{" "}
        {row.rule === null ? t("commission.noRule") : t(rule, { id: row.rule })}
      </span>
      {row.shop === shop ? (
        <LineageButton size="small" of={`order:${row.source}:${row.number}`} />
      ) : null}
    </p>
  );
}

type Props = { readonly month: string; readonly kind: string | null };

export function Rows({ month, kind }: Props): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  return (
    <Listing
      paged={useRows(shop, month, kind)}
      columns={useColumns()}
      keyOf={({ id }) => id}
      empty={{ title: t("commission.none"), next: t("commission.noneNext") }}
      expand={(row) => <Behind row={row} />}
      stacked
    />
  );
}
