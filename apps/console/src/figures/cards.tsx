import {
  type Figure,
  type Figures,
  GROUPS,
  METRIC_IDS,
  METRICS,
  type MetricId,
  REASONS,
} from "@zhongshu/insight/contract";
import { Card } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { changeOf, figureOf, shown } from "./show.ts";

export function Difference(props: {
  readonly metric: MetricId;
  readonly now: number | null | undefined;
  readonly before: number | null | undefined;
}): ReactElement | null {
  const { t } = useTranslation();
  const change = changeOf(props.metric, props.now, props.before);
  if (change === null) return null;
  const share = METRICS[props.metric].unit === "share";
  const by = change.points
    ? share
      ? t("figures.points", { by: change.by })
      : change.by
    : `${change.by}%`;
  return <span className={`figures news-${change.news}`}>{by}</span>;
}

type Props = { readonly found: Figures; readonly open: (metric: MetricId) => void };
type OneProps = {
  readonly figure: Figure;
  readonly before: Figure | undefined;
  readonly currency: string;
  readonly open: (metric: MetricId) => void;
};

export function FigureCard({ figure, before, currency, open }: OneProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { metric, value, unknown, left } = figure;
  const { name, formula, unit } = METRICS[metric];
  return (
    <button type="button" className="figure-card" onClick={() => open(metric)}>
      <span className="soft">{name[language]}</span>
      {unknown === null ? (
        <span className="figure-value figures">
          {shown(metric, value, currency)}
          {unit === "perWeek" ? <small> {t("figures.perWeek")}</small> : null}
        </span>
      ) : (
        <span className="figure-unknown">
          {t("figures.unknown")}
          <small>{REASONS[unknown][language]}</small>
        </span>
      )}
      {value === null || before === undefined ? null : (
        <span className="faint">
          {t("figures.than")} {shown(metric, before.value, currency)}{" "}
          <Difference metric={metric} now={value} before={before.value} />
        </span>
      )}
      <span className="faint figure-formula">{formula[language]}</span>
      {left === 0 ? null : <span className="faint">{t("figures.left", { n: left })}</span>}
    </button>
  );
}

/** Every figure in its group; each opens to its rows. */
export function FigureCards({ found, open }: Props): ReactElement {
  const { t } = useTranslation();
  const { figures, figuresBefore, currency } = found;
  return (
    <>
      {GROUPS.map((group) => (
        <Card key={group} size="small" title={t(`figures.groups.${group}`)}>
          <div className="figure-cards">
            {METRIC_IDS.filter((metric) => METRICS[metric].group === group).map((metric) => {
              const figure = figureOf(figures, metric);
              const before = figureOf(figuresBefore, metric);
              return figure === undefined ? null : (
                <FigureCard key={metric} {...{ figure, before, currency, open }} />
              );
            })}
          </div>
        </Card>
      ))}
    </>
  );
}
