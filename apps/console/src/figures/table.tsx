import { whole } from "@zhongshu/browser";
import {
  DIMENSIONS,
  type Dimension,
  type Figures,
  METRIC_IDS,
  METRICS,
  type MetricId,
} from "@zhongshu/insight/contract";
import { DAY, plusDays, startOf } from "@zhongshu/kernel";
import { Button, Segmented, Select, Table, type TableColumnsType } from "antd";
import { lazy, type ReactElement, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "../session/asks.ts";
import { useLanguage } from "../words/i18n.ts";
import { Difference } from "./cards.tsx";
import { shown } from "./show.ts";

const Chart = lazy(async () => ({ default: (await import("./chart.tsx")).Chart }));

type Group = Figures["groups"][number];
export type OpenGroup = (
  metric: MetricId,
  group: { readonly key: string; readonly name: string },
) => void;

/** What a value of a dimension is called. */
export function useGroupName(by: Dimension): (group: Pick<Group, "key" | "name">) => string {
  const { t } = useTranslation();
  const shops = useMe().data?.shops ?? [];
  return ({ key, name }) => {
    if (key === "") return t(`figures.untold.${by}`, { defaultValue: t("figures.untold.other") });
    return by === "shop" ? (shops.find(({ id }) => id === key)?.name ?? name) : name;
  };
}

const isDivisible =
  (by: Dimension) =>
  (metric: MetricId): boolean =>
    !METRICS[metric].undivided.includes(by);

/** Those that fit into a table before anybody chooses. */
const USUAL: readonly MetricId[] = [
  "sales",
  "orders",
  "pieces",
  "order-value",
  "margin",
  "pending",
];

type Props = {
  readonly found: Figures;
  readonly by: Dimension;
  readonly metric: MetricId;
  readonly choose: (words: Readonly<Record<string, string | null>>) => void;
  readonly open: OpenGroup;
};

function useColumns({ found, by, metric, open }: Props): TableColumnsType<Group> {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useGroupName(by);
  const shownMetrics = [...new Set([metric, ...USUAL])].filter(isDivisible(by));
  return [
    {
      ...{ title: t(`figures.by.${by}`), key: "name", fixed: "left", width: 140 },
      render: (_, group) => <span className="wrap">{nameOf(group)}</span>,
    },
    ...shownMetrics.map((one): TableColumnsType<Group>[number] => ({
      ...{ title: METRICS[one].name[language], key: one, align: "right", className: "figures" },
      sorter: (a, b) => (a.values[one] ?? 0) - (b.values[one] ?? 0),
      render: (_, group) => (
        <>
          <Button
            type="link"
            className="flush figures"
            onClick={() => open(one, { key: group.key, name: nameOf(group) })}
          >
            {shown(one, group.values[one] ?? null, found.currency)}
          </Button>
          <div>
            <Difference metric={one} now={group.values[one]} before={group.before?.[one]} />
          </div>
        </>
      ),
    })),
  ];
}

function Bars({ found, by, metric }: Props): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useGroupName(by);
  const known = found.groups.filter(({ values }) => (values[metric] ?? null) !== null);
  const largest = known
    .toSorted((a, b) => (b.values[metric] ?? 0) - (a.values[metric] ?? 0))
    .slice(0, 10);
  if (largest.length < 2) return null;
  const name = METRICS[metric].name[language];
  const label = t("figures.barsOf", { name, by: t(`figures.by.${by}`) });
  const now = {
    name: t("figures.now"),
    values: largest.map(({ values }) => values[metric] ?? null),
  };
  const past = {
    name: t("figures.past"),
    values: largest.map(({ before }) => before?.[metric] ?? null),
  };
  return (
    <Chart
      kind="bar"
      names={largest.map(nameOf)}
      series={found.before === null ? [now] : [now, past]}
      label={label}
      format={(value) => shown(metric, value, found.currency)}
    />
  );
}

/** The figures by one dimension, as bars and as a table whose every cell opens to its rows. */
export function ByDimension(props: Props): ReactElement {
  const { t } = useTranslation();
  const { found, by, choose } = props;
  const columns = useColumns(props);
  return (
    <>
      <div className="figures-scroll">
        <Segmented<Dimension>
          value={by}
          options={DIMENSIONS.map((value) => ({ value, label: t(`figures.by.${value}`) }))}
          onChange={(value) => choose({ by: value })}
        />
      </div>
      {by === "day" ? null : (
        <Suspense fallback={null}>
          <Bars {...props} />
        </Suspense>
      )}
      <Table
        rowKey="key"
        size="middle"
        columns={columns}
        dataSource={found.groups}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        scroll={{ x: "max-content" }}
        locale={{ emptyText: t("figures.noGroups") }}
      />
      {found.groupsLeft === 0 ? null : (
        <p className="faint">{t("figures.groupsLeft", { n: whole(found.groupsLeft) })}</p>
      )}
    </>
  );
}

/** Which figure the charts show; only such as can be told apart by `by`. */
export function MetricChoice({
  metric,
  by,
  choose,
}: Pick<Props, "metric" | "by" | "choose">): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Select<MetricId>
      aria-label={t("figures.metric")}
      value={metric}
      style={{ minWidth: 150 }}
      options={METRIC_IDS.filter(isDivisible(by)).map((value) => ({
        ...{ value, label: METRICS[value].name[language] },
      }))}
      onChange={(value) => choose({ metric: value })}
    />
  );
}

type Line = Pick<Props, "metric"> & { readonly found: Figures };

const daysOf = ({ from, until }: Figures["now"]): readonly string[] => {
  const long = (startOf(until) - startOf(from)) / DAY + 1;
  return Array.from({ length: long }, (_, nth) => plusDays(from, nth));
};

/** One figure day by day, beside that of the stretch compared with. */
export function ByDay({ found, metric }: Line): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { currency, before } = found;
  if (found.groups.length === 0) return <p className="faint">{t("figures.noGroups")}</p>;
  const byDay = new Map(found.groups.map((group) => [group.key, group]));
  const days = daysOf(found.now);
  // A day without rows is none of a sum, and unknown of a ratio.
  const nothing = METRICS[metric].parts === null ? 0 : null;
  const now = days.map((day) => byDay.get(day)?.values[metric] ?? nothing);
  const past = days.map((day) => byDay.get(day)?.before?.[metric] ?? nothing);
  const series = [{ name: t("figures.now"), values: now }];
  return (
    <Suspense fallback={<div style={{ height: 280 }} />}>
      <Chart
        kind="line"
        names={days.map((day) => day.slice(5))}
        series={before === null ? series : [...series, { name: t("figures.past"), values: past }]}
        label={t("figures.daysOf", { name: METRICS[metric].name[language] })}
        format={(value) => shown(metric, value, currency)}
      />
    </Suspense>
  );
}
