import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { standing } from "./dated.ts";

type Props<T> = {
  readonly rows: readonly T[];
  readonly now: number;
  /** What is said where nothing holds now. */
  readonly none: string;
  readonly said: (row: T) => string;
};

/** What holds now, what is planned after it, and what was before. */
export function DatedRows<T extends { readonly id: number; readonly validFrom: number }>(
  props: Props<T>,
): ReactElement {
  const { rows, now, none, said } = props;
  const { t } = useTranslation();
  const { current, planned, past } = standing(rows, now);
  return (
    <>
      <div className="figures">{current === null ? none : said(current)}</div>
      {planned.map((row) => (
        <div key={row.id} className="figures">
          {t("team.planned")} {said(row)}
        </div>
      ))}
      {past.map((row) => (
        <div key={row.id} className="faint figures">
          {t("team.past")} {said(row)}
        </div>
      ))}
    </>
  );
}
