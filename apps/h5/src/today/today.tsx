import type { Today as Day } from "@zhongshu/brain/contract";
import { dayName } from "@zhongshu/browser";
import { PullToRefresh } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { Ask } from "../ask/ask.tsx";
import { Place } from "../frame/place.tsx";
import { sessionOver } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useToday } from "./asks.ts";
import { Missing } from "./missing.tsx";
import { Tile } from "./tile.tsx";

function NoCards({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="state calm">
      <span className="state-mark" aria-hidden="true">
        ☀
      </span>
      <h2>{t("today.empty")}</h2>
      <p>{t("today.emptyNext")}</p>
      <Link to={`/${shop}/imports`} className="quiet">
        {t("imports.open")}
      </Link>
    </section>
  );
}

/** How many of the cards still wait for the owner, once one of them was sent. */
function Left({ cards }: Pick<Day, "cards">): ReactElement | null {
  const { t } = useTranslation();
  const left = cards.filter(({ sent }) => sent === null).length;
  if (left === cards.length) return null;
  return <>{left === 0 ? t("today.allSent") : t("today.left", { n: left })}</>;
}

function Cards({ shop }: { readonly shop: string }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const today = useToday(shop);
  if (sessionOver(today.error))
    return <Navigate to="/sign-in" replace state={{ from: `/${shop}` }} />;
  if (today.data === undefined) {
    return today.error ? (
      <Failure error={today.error} onRetry={() => void today.refetch()} busy={today.isFetching} />
    ) : (
      <Waiting blocks={3} />
    );
  }
  const { cards, missing, day } = today.data;
  return (
    <PullToRefresh
      onRefresh={async () => void (await today.refetch())}
      completeText={t("today.newest")}
    >
      <div className="title-row">
        <h1>{t("today.title")}</h1>
        <time dateTime={day} className="figures">
          {dayName(day, language)}
        </time>
      </div>
      {cards.length === 0 ? null : (
        <p className="lead">
          {t("today.count", { count: cards.length })}
          <Left cards={cards} />
        </p>
      )}
      {cards.length === 0 ? <NoCards shop={shop} /> : null}
      {cards.map((card) => (
        <Tile key={card.id} card={card} />
      ))}
      <Missing notes={missing} shop={shop} />
    </PullToRefresh>
  );
}

export function Today(): ReactElement {
  const { shop: id = "" } = useParams();
  return (
    <Place>
      <Ask key={`ask ${id}`} shop={id} />
      <Cards key={id} shop={id} />
    </Place>
  );
}
