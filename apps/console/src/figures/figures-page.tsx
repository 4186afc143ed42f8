import { whole } from "@zhongshu/browser";
import {
  DIMENSIONS,
  type Dimension,
  type Figures,
  METRIC_IDS,
  METRICS,
  type MetricId,
} from "@zhongshu/insight/contract";
import { Alert, Button, Card, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useFigures, useSelection } from "./asks.ts";
import { FigureCards } from "./cards.tsx";
import { useExportFigures } from "./export.ts";
import "./figures.css";
import { Picker } from "./picker.tsx";
import { RowsDrawer } from "./rows.tsx";
import { ByDay, ByDimension, MetricChoice, useGroupName } from "./table.tsx";

const metricOf = (text: string | null): MetricId | null =>
  METRIC_IDS.find((metric) => metric === text) ?? null;
const dimensionOf = (text: string | null): Dimension | null =>
  DIMENSIONS.find((dimension) => dimension === text) ?? null;

/** What the figures are narrowed to, each to be taken off. */
function Narrowed(): ReactElement | null {
  const { t } = useTranslation();
  const { selection, place, narrow, change } = useSelection();
  const nameOf = useGroupName("shop");
  const told = DIMENSIONS.filter((dimension) => selection.where[dimension] !== undefined);
  if (told.length === 0) return null;
  return (
    <div className="figures-narrowed">
      {told.map((dimension) => {
        const key = selection.where[dimension] ?? "";
        const name =
          dimension === "shop" ? nameOf({ key, name: key }) : (place.get("called") ?? key);
        return (
          <Tag
            key={dimension}
            closable
            color="green"
            onClose={() => {
              narrow(dimension, null);
              change({ called: null, [dimension === "shop" ? "of" : dimension]: null });
            }}
          >
            {t(`figures.by.${dimension}`)}：{name === "" ? t("figures.untold.other") : name}
          </Tag>
        );
      })}
    </div>
  );
}

function Notes({ found }: { readonly found: Figures }): ReactElement {
  const { t } = useTranslation();
  const { now, before, provisional, foreign, currency } = found;
  return (
    <>
      <p className="faint figures">
        {t("figures.stretch", now)}
        {before === null ? "" : ` · ${t("figures.compared", before)}`}
        {provisional ? ` · ${t("figures.provisional")}` : ""}
      </p>
      {foreign === 0 ? null : (
        <Alert type="info" showIcon title={t("figures.foreign", { n: whole(foreign), currency })} />
      )}
    </>
  );
}

/** The chart of days and the table of a dimension. */
function Parts({
  metric,
  by,
}: {
  readonly metric: MetricId;
  readonly by: Dimension;
}): ReactElement {
  const { t } = useTranslation();
  const { selection, change } = useSelection();
  const days = useFigures(selection, "day");
  const groups = useFigures(selection, by);
  const dimension = METRICS[metric].undivided.includes(by) ? "sales" : metric;
  const byDay = METRICS[metric].undivided.includes("day") ? "sales" : metric;
  const open = (one: MetricId, { key, name }: { readonly key: string; readonly name: string }) =>
    change({ open: one, part: key, called: name });
  return (
    <>
      <Card
        size="small"
        title={t("figures.daily")}
        extra={<MetricChoice metric={byDay} by="day" choose={change} />}
      >
        <Loaded query={days}>{(found) => <ByDay found={found} metric={byDay} />}</Loaded>
      </Card>
      <Card
        size="small"
        title={t("figures.apart")}
        extra={<MetricChoice metric={dimension} by={by} choose={change} />}
      >
        <Loaded query={groups}>
          {(found) => <ByDimension {...{ found, by, metric: dimension, choose: change, open }} />}
        </Loaded>
      </Card>
    </>
  );
}

function Opened({ by }: { readonly by: Dimension }): ReactElement | null {
  const { place, selection, change } = useSelection();
  const metric = metricOf(place.get("open"));
  const part = place.get("part");
  if (metric === null) return null;
  const where = part === null ? selection.where : { ...selection.where, [by]: part };
  const close = (): void => change({ open: null, part: null });
  const of = part === null ? null : (place.get("called") ?? part);
  return <RowsDrawer selection={{ ...selection, where }} {...{ metric, of, close }} />;
}

/** Nothing sold, nothing stands, nothing is earned: every figure would say that it does not know. */
const isEmpty = ({ figures }: Figures): boolean =>
  figures.every(({ value }) => value === null || value === 0);

/** Said once, with what to do first. */
function Unknown({ count }: { readonly count: number }): ReactElement {
  const { t } = useTranslation();
  const shop = useShop();
  return (
    <Nothing title={t("figures.nothing", { n: count })} next={t("figures.nothingNext")}>
      <Link to={`/${shop}/imports`}>
        <Button type="primary">{t("overview.start")}</Button>
      </Link>
    </Nothing>
  );
}

/** What sold, what stands, what is earned, over days, against days, by anything. */
export function FiguresPage(): ReactElement {
  const { t } = useTranslation();
  const { place, selection, change } = useSelection();
  const by = dimensionOf(place.get("by")) ?? "category";
  const metric = metricOf(place.get("metric")) ?? "sales";
  const figures = useFigures(selection, by);
  const write = useExportFigures(by);
  return (
    <Page
      title={t("frame.figures")}
      lead={t("figures.lead")}
      extra={
        <Button
          disabled={figures.data === undefined}
          onClick={() => figures.data && write(figures.data)}
        >
          {t("figures.export")}
        </Button>
      }
    >
      <div className="stack">
        <Picker />
        <Narrowed />
        <Loaded query={figures}>
          {(found) => (
            <>
              <Notes found={found} />
              {isEmpty(found) ? (
                <Unknown count={found.figures.length} />
              ) : (
                <>
                  <FigureCards found={found} open={(one) => change({ open: one, part: null })} />
                  <Parts metric={metric} by={by} />
                </>
              )}
            </>
          )}
        </Loaded>
      </div>
      <Opened by={by} />
    </Page>
  );
}
