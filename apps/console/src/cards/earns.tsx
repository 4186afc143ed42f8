import type { Card } from "@zhongshu/brain/contract";
import { signed, span } from "@zhongshu/browser";
import type { ReactElement, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

type Props = { readonly card: Card; readonly large?: boolean };
type Known = Extract<Card["promises"]["worth"], { readonly known: true }>;

export const people = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low === high ? String(low) : `${low}–${high}`;

/** "¥90–260", or from what may be lost to what may be won: "−¥13 to +¥90". */
export function useAdds(): (worth: Pick<Known, "low" | "high">) => string {
  const { t } = useTranslation();
  return ({ low, high }) =>
    low.minor >= 0 ? span(low, high) : t("cards.between", { low: signed(low), high: signed(high) });
}

type Figure = {
  readonly title: string;
  readonly aside?: string;
  /** Null: said in few words that it is not known. */
  readonly value: string | null;
  readonly unknown: string;
  readonly children: ReactNode;
};
function Told({ title, aside, value, unknown, children }: Figure): ReactElement {
  return (
    <div>
      <dt>
        {title} {aside === undefined ? null : <span>{aside}</span>}
      </dt>
      <dd>
        <strong className={value === null ? "unknown" : "figures"}>{value ?? unknown}</strong>
        {children}
      </dd>
    </div>
  );
}

/** What is earned whether it is sent or not, and what the sending itself adds: beside each other, never added up. */
export function Earns({ card, large = false }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const adds = useAdds();
  const { commission, promises } = card;
  const { orders, worth } = promises;
  return (
    <dl className={large ? "sums large" : "sums"}>
      <Told
        title={t("cards.commission")}
        aside={t("cards.anyway")}
        value={commission.known ? span(commission.low, commission.high) : null}
        unknown={t("cards.commissionUnknown")}
      >
        {orders.known && !(large && commission.known) ? (
          <small className="soft figures">{t("cards.buyers", { n: people(orders) })}</small>
        ) : null}
        {large ? (
          <small className="faint">
            {commission.known ? commission.basis[language] : commission.why[language]}
          </small>
        ) : null}
      </Told>
      <Told
        title={t("cards.adds")}
        value={worth.known ? adds(worth) : null}
        unknown={t("cards.addsUnknown")}
      >
        {large ? (
          <small className="faint">
            {worth.known ? worth.basis[language] : worth.why[language]}
          </small>
        ) : null}
      </Told>
    </dl>
  );
}
