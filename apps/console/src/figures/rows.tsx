import { moment, whole } from "@zhongshu/browser";
import {
  type Figure,
  type FigureRow,
  METRICS,
  type MetricId,
  REASONS,
} from "@zhongshu/insight/contract";
import { Alert, App, Button, Drawer, Space, type TableColumnsType } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useShop } from "../frame/page.tsx";
import { LineageButton } from "../lineage/lineage.tsx";
import { Listing } from "../states/listing.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { type Selection, useFigureRows, wordsOf } from "./asks.ts";
import { save } from "./save.ts";
import { brought, numberOf, shown } from "./show.ts";

type Row = FigureRow & { readonly figure: Figure; readonly currency: string };

function Subject({ row }: { readonly row: Row }): ReactElement {
  const { t } = useTranslation();
  const { shop, product, title, sku, profile } = row;
  return (
    <>
      {product === null ? null : (
        <Link to={`/${shop}/goods/${encodeURIComponent(product)}`}>{title ?? product}</Link>
      )}
      {sku === null || sku === product ? null : <div className="faint figures">{sku}</div>}
      {profile === null ? null : (
        <div>
          <Link to={`/${shop}/people/${profile}`}>{t("figures.customer")}</Link>
        </div>
      )}
      {product === null && profile === null ? (
        <span className="faint">{t("figures.nobody")}</span>
      ) : null}
    </>
  );
}

function Order({ row }: { readonly row: Row }): ReactElement {
  const here = useShop();
  const { source, number, shop } = row;
  if (source === null || number === null) return <>—</>;
  return (
    <span className="figures">
      {number}{" "}
      {shop === here ? <LineageButton size="small" of={`order:${source}:${number}`} /> : null}
    </span>
  );
}

function useColumns(metric: MetricId): TableColumnsType<Row> {
  const { t } = useTranslation();
  const language = useLanguage();
  const { parts, name } = METRICS[metric];
  const side = (key: "top" | "bottom", title: string): TableColumnsType<Row>[number] => ({
    ...{ title, key, align: "right", className: "figures" },
    render: (_, row) => brought(metric, key, { value: row[key], currency: row.currency }),
  });
  return [
    {
      ...{ title: t("figures.at"), key: "at", className: "figures" },
      render: (_, { at }) => (at === null ? "—" : moment(at).slice(0, 16)),
    },
    { title: t("figures.subject"), key: "subject", render: (_, row) => <Subject row={row} /> },
    side("top", parts === null ? name[language] : parts.top[language]),
    ...(parts === null ? [] : [side("bottom", parts.bottom[language])]),
    { title: t("figures.order"), key: "order", render: (_, row) => <Order row={row} /> },
  ];
}

type Told = { readonly figure: Figure; readonly currency: string };

/** The figure again, how it is made, and what of it is not known. */
function Sum({ figure, currency }: Told): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { metric, value, unknown, top, bottom, left, range, rows } = figure;
  const { parts, formula } = METRICS[metric];
  const told = (side: "top" | "bottom", sum: number): string =>
    brought(metric, side, { value: sum, currency });
  return (
    <div className="stack">
      <div>
        <div className="figure-value figures">{shown(metric, value, currency)}</div>
        <p className="faint">{formula[language]}</p>
      </div>
      {unknown === null ? null : (
        <Alert
          type="info"
          showIcon
          title={`${t("figures.unknown")}：${REASONS[unknown][language]}`}
        />
      )}
      {parts === null || rows === 0 || metric === "elasticity" ? null : (
        <p className="figures">
          {parts.top[language]} {told("top", top)} ÷ {parts.bottom[language]}{" "}
          {told("bottom", bottom)}
        </p>
      )}
      {range === null ? null : (
        <p>{t("figures.range", { low: range.low.toFixed(2), high: range.high.toFixed(2) })}</p>
      )}
      <p className="faint">
        {t("figures.rows", { n: whole(rows) })}
        {left === 0 ? "" : ` · ${t("figures.left", { n: whole(left) })}`}
      </p>
    </div>
  );
}

type Props = {
  readonly selection: Selection;
  readonly metric: MetricId;
  /** What of, where it is of a part. */
  readonly of: string | null;
  readonly close: () => void;
};

function useExport({ metric, of, selection }: Props, all: ReturnType<typeof useFigureRows>["all"]) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const { name, parts } = METRICS[metric];
  const write = async (currency: string): Promise<void> => {
    setBusy(true);
    try {
      const rows = await all();
      const head = ["at", "order", "product", "sku", "title"].map((key) =>
        t(`figures.columns.${key}`),
      );
      const sides =
        parts === null ? [name[language]] : [parts.top[language], parts.bottom[language]];
      const lines = rows.map(({ at, number, product, sku, title, top, bottom }) => [
        at === null ? null : moment(at),
        ...[number, product, sku, title],
        numberOf(metric, "top", { value: top, currency }),
        ...(parts === null ? [] : [numberOf(metric, "bottom", { value: bottom, currency })]),
      ]);
      const title = [name[language], of, selection.from, selection.until].filter((x) => x !== null);
      save(title.join(" "), [{ name: name[language], rows: [[...head, ...sides], ...lines] }]);
    } catch {
      void message.error(t("figures.exportFailed"));
    } finally {
      setBusy(false);
    }
  };
  return { busy, write };
}

/** The rows that a figure is made of. */
export function RowsDrawer(props: Props): ReactElement {
  const { metric, of, selection, close } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { figure, paged, all } = useFigureRows(selection, metric);
  const { busy, write } = useExport(props, all);
  const columns = useColumns(metric);
  const name = METRICS[metric].name[language];
  const some = (figure.data?.figure.rows ?? 0) > 0;
  return (
    <Drawer
      open
      size={760}
      title={of === null ? name : `${name} · ${of}`}
      onClose={close}
      extra={
        <Space>
          <LineageButton of={`figure:${metric}?${new URLSearchParams(wordsOf(selection))}`} />
          <Button
            disabled={!some}
            loading={busy}
            onClick={() => void write(figure.data?.currency ?? "CNY")}
          >
            {t("figures.export")}
          </Button>
        </Space>
      }
    >
      <Loaded query={figure}>{(found) => <Sum {...found} />}</Loaded>
      <Listing
        paged={paged}
        columns={columns}
        keyOf={({ id }) => id}
        empty={{ title: t("figures.none"), next: t("figures.noneNext") }}
      />
    </Drawer>
  );
}
