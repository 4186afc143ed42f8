import type { Card } from "@zhongshu/brain/contract";
import { span } from "@zhongshu/browser";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

type Props = { readonly commission: Card["commission"]; readonly large?: boolean };

/** My commission, first and big; a plain word where it cannot be known. */
export function CommissionFigure({ commission, large = false }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  if (!commission.known) {
    return (
      <div className="commission unknown">
        <small>{t("card.commissionUnknown")}</small>
        <p>{commission.why[language]}</p>
      </div>
    );
  }
  return (
    <div className={large ? "commission large" : "commission"}>
      <small>{t("card.commission")}</small>
      <strong className="figures">{span(commission.low, commission.high)}</strong>
      {large ? <p>{commission.basis[language]}</p> : null}
    </div>
  );
}
