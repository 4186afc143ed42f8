import { App, Button, Popconfirm } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useShop } from "../frame/page.tsx";
import { Refusal } from "../states/failure.tsx";
import { useWithdrawal } from "./asks.ts";
import { standing } from "./dated.ts";

type Props<T> = {
  readonly rows: readonly T[];
  readonly now: number;
  /** What is said where nothing holds now. */
  readonly none: string;
  readonly said: (row: T) => string;
  readonly kind: "leader" | "share";
  /** Whose they are; left out, all shops'. */
  readonly shop?: string;
};

/** What holds now, what is planned after it, and what was before. */
export function DatedRows<T extends { readonly id: number; readonly validFrom: number }>(
  props: Props<T>,
): ReactElement {
  const { rows, now, none, said, kind, shop } = props;
  const page = useShop();
  const { t } = useTranslation();
  const { message } = App.useApp();
  const withdrawal = useWithdrawal(page, shop ?? page, kind);
  const withdraw = (id: number) =>
    withdrawal.mutateAsync(id).then(() => void message.success(t("team.withdrawn")));
  const { current, planned, past } = standing(rows, now);
  return (
    <>
      <div className="figures">{current === null ? none : said(current)}</div>
      {planned.map((row) => (
        <div key={row.id} className="figures">
          {t("team.planned")} {said(row)}{" "}
          <Popconfirm title={t("team.withdrawSure")} onConfirm={() => withdraw(row.id)}>
            <Button type="link" size="small">
              {t("team.withdraw")}
            </Button>
          </Popconfirm>
        </div>
      ))}
      <Refusal error={withdrawal.error} />
      {past.map((row) => (
        <div key={row.id} className="faint figures">
          {t("team.past")} {said(row)}
        </div>
      ))}
    </>
  );
}
