import type { Cell } from "@zhongshu/browser";
import {
  type Dimension,
  type Figures,
  METRIC_IDS,
  METRICS,
  REASONS,
} from "@zhongshu/insight/contract";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";
import { save } from "./save.ts";
import { figureOf, numberOf } from "./show.ts";
import { useGroupName } from "./table.tsx";

/** Writes what the page shows: every figure with its formula, and the table of the dimension with all figures. */
export function useExportFigures(by: Dimension): (found: Figures) => void {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useGroupName(by);
  return ({ figures, figuresBefore, groups, now, before, currency }) => {
    const value = (metric: (typeof METRIC_IDS)[number], told: number | null | undefined) =>
      numberOf(metric, "value", { value: told ?? null, currency });
    const heads = ["metric", "now", "past", "missing", "formula"];
    const all = figures.map(({ metric, value: told, unknown }): Cell[] => [
      METRICS[metric].name[language],
      value(metric, told),
      value(metric, figureOf(figuresBefore, metric)?.value),
      unknown === null ? null : REASONS[unknown][language],
      METRICS[metric].formula[language],
    ]);
    const about: Cell[][] = [
      [t("figures.stretch", now)],
      [before === null ? null : t("figures.compared", before)],
      [t("figures.inCurrency", { currency })],
      [],
    ];
    const metrics = METRIC_IDS.filter((metric) => !METRICS[metric].undivided.includes(by));
    const names = metrics.map((metric) => METRICS[metric].name[language]);
    const parts = groups.map((group): Cell[] => [
      nameOf(group),
      ...metrics.map((metric) => value(metric, group.values[metric])),
    ]);
    save(`${t("frame.figures")} ${now.from} ${now.until}`, [
      {
        name: t("figures.sheet"),
        rows: [...about, heads.map((key) => t(`figures.columns.${key}`)), ...all],
      },
      { name: t(`figures.by.${by}`), rows: [[t(`figures.by.${by}`), ...names], ...parts] },
    ]);
  };
}
