import type { Card } from "@zhongshu/brain/contract";
import { hourSpan } from "@zhongshu/browser";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Earns } from "../card/earns.tsx";
import { ProductLine } from "../card/product-line.tsx";
import { useLanguage } from "../words/i18n.ts";

/** A card on today's list: what it earns first, then enough to decide whether to open it. */
export function Tile({ card }: { readonly card: Card }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Link to={`/${card.shop}/cards/${card.id}`} className="panel tile">
      <div className="kinds">
        <span className={`kind ${card.kind}`}>{t(`card.kind.${card.kind}`)}</span>
        {card.sent === null ? null : <span className="stamp done">{t("card.sent")}</span>}
      </div>
      <Earns card={card} />
      <h2>{card.headline[language]}</h2>
      <p className="change">{card.change[language]}</p>
      {card.commission.known ? null : <p className="faint">{card.commission.why[language]}</p>}
      <ProductLine product={card.product} />
      <div className="tile-foot figures">
        <span>{card.audience.community ?? t("card.returning")}</span>
        <span>{t("card.people", { n: card.audience.size })}</span>
        {card.bestHour === null ? null : <span>{hourSpan(card.bestHour.hour)}</span>}
      </div>
    </Link>
  );
}
