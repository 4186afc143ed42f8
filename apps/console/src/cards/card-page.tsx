import type { Card as Opportunity } from "@zhongshu/brain/contract";
import { hourSpan } from "@zhongshu/browser";
import { Card } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { LineageButton } from "../lineage/lineage.tsx";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useCard } from "./asks.ts";
import { Drafts } from "./drafts.tsx";
import { Earns } from "./earns.tsx";
import { EvidenceList } from "./evidence.tsx";
import { ProductLine, Terms } from "./parts.tsx";

type Props = { readonly card: Opportunity };

function Why({ card }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Card title={t("cards.reason")}>
      <p>{card.reason[language]}</p>
      <dl className="pairs figures">
        {card.features.map(({ name, value }) => (
          <div key={name.en}>
            <dt>{name[language]}</dt>
            <dd>{value[language]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function WhomAndWhen({ card: { audience, bestHour } }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Card title={t("cards.audience")}>
      <strong className="figures">
        {audience.community ?? t("cards.returning")} · {t("cards.people", { n: audience.size })}
      </strong>
      <p className="faint">{audience.who[language]}</p>
      <h3>{t("cards.hour")}</h3>
      {bestHour === null ? <p className="faint">{t("cards.hourUnknown")}</p> : null}
      {bestHour === null ? null : <strong className="figures">{hourSpan(bestHour.hour)}</strong>}
      {bestHour === null ? null : <p className="faint">{bestHour.basis[language]}</p>}
    </Card>
  );
}

/** The same card that the owner sees on the phone, laid out for a wide screen. */
export function CardPage(): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { card: id = "" } = useParams();
  return (
    <Loaded query={useCard(useShop(), id)}>
      {(card) => (
        <Page
          up="cards"
          title={card.headline[language]}
          lead={card.change[language]}
          extra={
            <div className="earns">
              <Earns card={card} large />
              {card.sent === null ? null : (
                <Link to={`/${card.shop}/runs/${card.sent.execution}`}>
                  {t("cards.sent")} · {t("cards.follow")}
                </Link>
              )}
            </div>
          }
        >
          <div className="card-grid">
            <Card title={t("cards.product")}>
              <ProductLine product={card.product} />
              <Terms product={card.product} />
            </Card>
            <Why card={card} />
            <EvidenceList
              card={card}
              lineage={<LineageButton of={`card:${card.id}`} size="small" />}
            />
            <WhomAndWhen card={card} />
            <Drafts card={card} />
          </div>
        </Page>
      )}
    </Loaded>
  );
}
