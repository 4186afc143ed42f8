import type { Card } from "@zhongshu/brain/contract";
import { hourSpan } from "@zhongshu/browser";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useLocation, useParams } from "react-router";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useCard } from "../today/asks.ts";
import { useLanguage } from "../words/i18n.ts";
import { Drafts } from "./drafts.tsx";
import { Earns } from "./earns.tsx";
import { EvidenceList } from "./evidence.tsx";
import { ProductLine, Terms } from "./product-line.tsx";

type Props = { readonly card: Card };

function Why({ card }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section className="panel">
      <h2>{t("card.reason")}</h2>
      <p>{card.reason[language]}</p>
      <dl className="features figures">
        {card.features.map((each) => (
          <div key={each.name.en}>
            <dt>{each.name[language]}</dt>
            <dd>{each.value[language]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function WhomAndWhen({ card }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { audience, bestHour } = card;
  return (
    <section className="panel two">
      <div>
        <h2>{t("card.audience")}</h2>
        <strong>
          {audience.community ?? t("card.returning")}
          <span className="figures"> · {t("card.people", { n: audience.size })}</span>
        </strong>
        <p>{audience.who[language]}</p>
      </div>
      <div>
        <h2>{t("card.hour")}</h2>
        {bestHour === null ? <p>{t("card.hourUnknown")}</p> : null}
        {bestHour === null ? null : <strong className="figures">{hourSpan(bestHour.hour)}</strong>}
        {bestHour === null ? null : <p>{bestHour.basis[language]}</p>}
      </div>
    </section>
  );
}

function Opened({ card }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <>
      <section className="hero">
        <Earns card={card} large />
        <h1>{card.headline[language]}</h1>
        <p>{card.change[language]}</p>
      </section>
      <section className="panel">
        <h2>{t("card.product")}</h2>
        <ProductLine product={card.product} />
        <Terms product={card.product} />
      </section>
      <Why card={card} />
      <EvidenceList card={card} />
      <WhomAndWhen card={card} />
      <Drafts card={card} />
    </>
  );
}

export function CardPage(): ReactElement {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const { shop = "", card: id = "" } = useParams();
  const card = useCard(shop, id);
  if (sessionOver(card.error)) return <Navigate to="/sign-in" replace state={{ from: pathname }} />;
  return (
    <main className="page card-page">
      <header className="top">
        <Link to={`/${shop}`} className="back">
          {t("card.back")}
        </Link>
        <span>{card.data ? t(`card.kind.${card.data.kind}`) : ""}</span>
      </header>
      {card.data ? <Opened card={card.data} /> : null}
      {!card.data && card.error ? (
        <Failure error={card.error} onRetry={() => void card.refetch()} busy={card.isFetching} />
      ) : null}
      {card.isPending ? <Waiting blocks={3} /> : null}
    </main>
  );
}
