import { dayName } from "@zhongshu/browser";
import { PullToRefresh } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link, Navigate, useParams } from "react-router";
import { Ask } from "../ask/ask.tsx";
import { sessionOver, useMe } from "../session/asks.ts";
import { ShopBar } from "../session/shop-bar.tsx";
import { Failure } from "../states/failure.tsx";
import { Lost } from "../states/lost.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useToday } from "./asks.ts";
import { Missing } from "./missing.tsx";
import { Tile } from "./tile.tsx";

function NoCards(): ReactElement {
  const { t } = useTranslation();
  return (
    <section className="state calm">
      <span className="state-mark" aria-hidden="true">
        ☀
      </span>
      <h2>{t("today.empty")}</h2>
      <p>{t("today.emptyNext")}</p>
    </section>
  );
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
      <div className="between lead">
        {cards.length === 0 ? <span /> : <p>{t("today.count", { count: cards.length })}</p>}
        <Link to={`/${shop}/runs`} className="quiet">
          {t("run.all")}
        </Link>
      </div>
      {cards.length === 0 ? <NoCards /> : null}
      {cards.map((card) => (
        <Tile key={card.id} card={card} />
      ))}
      <Missing notes={missing} />
    </PullToRefresh>
  );
}

export function Today(): ReactElement {
  const { shop: id = "" } = useParams();
  const me = useMe();
  const shop = me.data?.shops.find((each) => each.id === id);
  if (shop === undefined) return <Lost />;
  return (
    <main className="page">
      <ShopBar shop={shop} />
      <Ask key={`ask ${id}`} shop={id} />
      <Cards key={id} shop={id} />
    </main>
  );
}
