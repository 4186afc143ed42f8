import { whole } from "@zhongshu/browser";
import type { Quality } from "@zhongshu/ledger/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

type Days = Quality["rules"][number]["trend"];

const WIDTH = 120;
const HEIGHT = 28;
const EDGE = 2;

/** Findings day by day as a line; one day is a point, and none nothing. */
export function Trend({ days }: { readonly days: Days }): ReactElement | null {
  const { t } = useTranslation();
  const [first] = days;
  const last = days.at(-1);
  if (first === undefined || last === undefined || days.length < 2) return null;
  const most = Math.max(1, ...days.map(({ findings }) => findings));
  const points = days.map(({ findings }, i) => {
    const x = EDGE + (i / (days.length - 1)) * (WIDTH - 2 * EDGE);
    return `${x.toFixed(1)},${(HEIGHT - EDGE - (findings / most) * (HEIGHT - 2 * EDGE)).toFixed(1)}`;
  });
  const said = t("quality.trendOf", {
    ...{ from: first.day, to: last.day },
    ...{ first: whole(first.findings), last: whole(last.findings) },
  });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img">
      <title>{said}</title>
      <polyline points={points.join(" ")} fill="none" stroke="#0f7b5f" strokeWidth="2" />
    </svg>
  );
}
