import { BarChart, LineChart } from "echarts/charts";
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
} from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { type ReactElement, useEffect, useRef } from "react";
import { FONTS } from "../theme.ts";

use([
  ...[BarChart, LineChart, GridComponent, LegendComponent],
  ...[TooltipComponent, AriaComponent, SVGRenderer],
]);

export type Series = { readonly name: string; readonly values: readonly (number | null)[] };
type Props = {
  readonly kind: "line" | "bar";
  readonly names: readonly string[];
  readonly series: readonly Series[];
  readonly label: string;
  readonly format: (value: number) => string;
};

const COLOURS = ["#0f7b5f", "#b9b4a8"];
const AXIS = { axisLine: { show: false }, axisTick: { show: false } };

function optionOf({ kind, names, series, label, format }: Props) {
  const category = { type: "category", data: [...names], ...AXIS } as const;
  const value = {
    ...{ type: "value", scale: false, splitNumber: 4 },
    axisLabel: { formatter: format, hideOverlap: true },
    splitLine: { lineStyle: { color: "#ebe9e4" } },
  } as const;
  const across = kind === "bar";
  return {
    ...{ color: COLOURS, animation: false, textStyle: { fontFamily: FONTS } },
    aria: { enabled: true, label: { description: label } },
    grid: { left: 8, right: across ? 28 : 16, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, right: 0, icon: "roundRect", itemWidth: 12, itemHeight: 4 },
    tooltip: {
      trigger: "axis",
      ...{ confine: true, axisPointer: { type: across ? "shadow" : "line" } },
      valueFormatter: (told: unknown) => (typeof told === "number" ? format(told) : "—"),
    },
    xAxis: across ? value : category,
    yAxis: across
      ? { ...category, inverse: true, axisLabel: { width: 120, overflow: "truncate" } }
      : value,
    series: series.map(({ name, values }, nth) => ({
      ...{ name, data: [...values], type: kind, symbolSize: 5, barMaxWidth: 14 },
      showSymbol: values.length < 32,
      lineStyle: nth === 0 ? { width: 2.5 } : { width: 1.5, type: "dashed" },
      areaStyle: nth === 0 && !across ? { opacity: 0.08 } : undefined,
    })),
  } as const;
}

/** A chart that follows the width of its place. */
export function Chart(props: Props): ReactElement {
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<EChartsType | null>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const chart = init(element);
    drawn.current = chart;
    const watcher = new ResizeObserver(() => chart.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.dispose();
      drawn.current = null;
    };
  }, []);
  useEffect(() => {
    drawn.current?.setOption(optionOf(props), { notMerge: true });
  });
  const rows = props.kind === "bar" ? props.names.length * 34 + 70 : 280;
  return (
    <div ref={place} role="img" aria-label={props.label} style={{ height: Math.max(rows, 160) }} />
  );
}
