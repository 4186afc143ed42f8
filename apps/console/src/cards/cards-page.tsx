import type { Card as Opportunity, Today } from "@zhongshu/brain/contract";
import { Card, Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Page, useShop } from "../frame/page.tsx";
import { Loaded } from "../states/loaded.tsx";
import { Nothing } from "../states/nothing.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useToday } from "./asks.ts";
import { Earns } from "./earns.tsx";
import { ProductLine } from "./parts.tsx";

function Tile({ card }: { readonly card: Opportunity }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Link to={`/${card.shop}/cards/${card.id}`}>
      <Card hoverable className="tile">
        <Tag color={card.kind === "due-again" ? "geekblue" : "green"}>
          {t(`cards.kind.${card.kind}`)}
        </Tag>
        {card.sent === null ? null : <Tag>{t("cards.sent")}</Tag>}
        <Earns card={card} />
        <h2>{card.headline[language]}</h2>
        <p className="soft">{card.change[language]}</p>
        <ProductLine product={card.product} />
        <p className="faint figures">
          {card.audience.community ?? t("cards.returning")} ·{" "}
          {t("cards.people", { n: card.audience.size })}
        </p>
      </Card>
    </Link>
  );
}

function Missing({ notes }: { readonly notes: Today["missing"] }): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  const shop = useShop();
  if (notes.length === 0) return null;
  return (
    <section className="missing">
      <h2>{t("cards.missing")}</h2>
      {notes.map(({ what, next, opens }) => (
        <p key={what.en}>
          <strong>{what[language]}</strong> <span className="faint">{next[language]}</span>{" "}
          {opens === undefined ? null : (
            <Link to={`/${shop}/${opens}`}>{t(`firstDay.to.${opens}`)}</Link>
          )}
        </p>
      ))}
    </section>
  );
}

export function CardsPage(): ReactElement {
  const { t } = useTranslation();
  const today = useToday(useShop());
  return (
    <Page title={t("frame.cards")} lead={today.data?.day}>
      <Loaded query={today}>
        {({ cards, missing }) => (
          <>
            {cards.length === 0 ? (
              <Nothing title={t("cards.none")} next={t("cards.noneNext")} />
            ) : null}
            <div className="tiles">
              {cards.map((card) => (
                <Tile key={card.id} card={card} />
              ))}
            </div>
            <Missing notes={missing} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
