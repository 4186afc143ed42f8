import type { Card } from "@zhongshu/brain/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { people, useAdds } from "../card/earns.tsx";
import { useLanguage } from "../words/i18n.ts";

type Props = { readonly promises: Card["promises"] };

/** Two promises side by side that are never added: what the sending itself brings, and how many buy at all. */
export function Worth({ promises }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const adds = useAdds();
  const { worth, orders } = promises;
  return (
    <dl className="worth">
      <div>
        <dt>{t("run.worth")}</dt>
        {worth.known ? (
          <dd>
            <strong className="figures">{adds(worth)}</strong>
            <small>{worth.basis[language]}</small>
          </dd>
        ) : (
          <dd>
            <small>{worth.why[language]}</small>
          </dd>
        )}
      </div>
      <div>
        <dt>{t("run.orders")}</dt>
        {orders.known ? (
          <dd>
            <strong className="figures">{t("run.people", { n: people(orders) })}</strong>
            <small>{orders.basis[language]}</small>
          </dd>
        ) : (
          <dd>
            <small>{orders.why[language]}</small>
          </dd>
        )}
      </div>
    </dl>
  );
}
