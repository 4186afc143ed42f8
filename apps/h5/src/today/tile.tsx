import type { Card } from "@zhongshu/brain/contract";
import { hourSpan } from "@zhongshu/browser";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { CommissionFigure } from "../card/commission.tsx";
import { ProductLine } from "../card/product-line.tsx";
import { useLanguage } from "../words/i18n.ts";

/** A card on today's list: the commission first, then enough to decide whether to open it. */
export function Tile({ card }: { readonly card: Card }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Link to={`/${card.shop}/cards/${card.id}`} className="panel tile">
      <div className="between">
        <CommissionFigure commission={card.commission} />
        <span className="kinds">
          {card.sent === null ? null : <span className="stamp done">{t("card.sent")}</span>}{" "}
          <span className={`kind ${card.kind}`}>{t(`card.kind.${card.kind}`)}</span>
        </span>
      </div>
      <h2>{card.headline[language]}</h2>
      <p className="change">{card.change[language]}</p>
      <ProductLine product={card.product} />
      <div className="tile-foot figures">
        <span>{card.audience.community ?? t("card.returning")}</span>
        <span>{t("card.people", { n: card.audience.size })}</span>
        {card.bestHour === null ? null : <span>{hourSpan(card.bestHour.hour)}</span>}
      </div>
    </Link>
  );
}
