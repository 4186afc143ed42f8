import { price, until } from "@zhongshu/browser";
import type { LinkTarget } from "@zhongshu/reach/contract";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { Price, paid, Window } from "../card/product-line.tsx";
import { Waiting } from "../states/waiting.tsx";
import { useLanguage } from "../words/i18n.ts";
import { tellSeen, useTarget } from "./asks.ts";
import { CopyPhrase } from "./copy-phrase.tsx";
import { Failure, Notice, ShopHead } from "./frame.tsx";
import { useLooked } from "./look.ts";

/** Shorter than any reading, longer than any preview. */
const DWELL_MS = 1_000;

type Product = NonNullable<LinkTarget["product"]>;
type ProductProps = { readonly product: Product };

/** The product's picture, or its name on a quiet ground where there is none or it does not come. */
function Picture({ product }: ProductProps): ReactElement {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const first = product.pictures[0];
  if (first === undefined || failed)
    return (
      <div className="c-picture blank" role="img" aria-label={t("product.noPicture")}>
        <span aria-hidden="true">{product.title}</span>
      </div>
    );
  return (
    <img className="c-picture" src={first} alt={product.title} onError={() => setFailed(true)} />
  );
}

/**
 * Under which condition the price holds and until when. Nothing of what is left: the count may be months old, and
 * what was sold since is not taken off. What is sold out is closed.
 */
function Conditions({ product }: ProductProps): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const coupon = product.afterCoupon;
  return (
    <ul className="terms figures">
      {coupon === null ? null : <li>{coupon.condition[language]}</li>}
      {coupon === null || coupon.validUntil === null ? null : (
        <li>{t("customer.offer.until", { at: until(coupon.validUntil, language) })}</li>
      )}
      <li>{t("customer.offer.now")}</li>
    </ul>
  );
}

function phraseFor({ title, ...product }: Product, t: ReturnType<typeof useTranslation>["t"]) {
  const { key, now } = paid({ title, ...product });
  if (now === null) return t("customer.offer.phraseUnpriced", { title });
  const named = key === "list" ? price(now) : `${t(`product.${key}`)} ${price(now)}`;
  return t("customer.offer.phrase", { title, price: named });
}

/** The mall sells, we do not: the way to buy is to ask the owner. */
function Buy({ product, closed }: ProductProps & { readonly closed: boolean }): ReactElement {
  const { t } = useTranslation();
  const phrase = closed
    ? t("customer.offer.phraseAgain", { title: product.title })
    : phraseFor(product, t);
  return (
    <section className="panel c-buy">
      <h2>{closed ? t("customer.offer.again") : t("customer.offer.buy")}</h2>
      <p>{closed ? t("customer.offer.againHow") : t("customer.offer.buyHow")}</p>
      <CopyPhrase phrase={phrase} label={t("customer.offer.copy")} />
    </section>
  );
}

/** Whoever was written to by hand, or in a group, has no inbox: they say it where they were written to. */
function NoMore(): ReactElement {
  const { t } = useTranslation();
  return (
    <p className="c-foot faint">
      {t("customer.offer.stop")}{" "}
      <a href="/m/in" className="faint">
        {t("customer.offer.inbox")}
      </a>
    </p>
  );
}

function Open({ target }: { readonly target: LinkTarget }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { product, closed } = target;
  if (product === null)
    return (
      <Notice mark="∅" title={t("customer.offer.closed")} next={closed?.[language] ?? ""}>
        <NoMore />
      </Notice>
    );
  return (
    <div className="c-offer">
      <Picture product={product} />
      <div>
        <section className={closed === null ? "panel c-facts" : "panel c-facts closed"}>
          {closed === null ? null : (
            <p className="c-closed" role="status">
              <strong>{t("customer.offer.closed")}</strong>
              {closed[language]}
            </p>
          )}
          <Price product={product} />
          <h1>{product.title}</h1>
          <Window product={product} />
          <Conditions product={product} />
        </section>
        <Buy product={product} closed={closed !== null} />
        <NoMore />
      </div>
    </div>
  );
}

/** Where a link leads. It counts as a click only when somebody has looked at it for a moment. */
export function Offer({ code }: { readonly code: string }): ReactElement {
  const { t } = useTranslation();
  const target = useTarget(code);
  const [counted, setCounted] = useState(true);
  useLooked(target.isSuccess, DWELL_MS, async () => setCounted((await tellSeen(code)).counted));
  if (target.data === undefined)
    return target.error ? (
      <Failure
        error={target.error}
        busy={target.isFetching}
        onRetry={() => void target.refetch()}
      />
    ) : (
      <main className="page">
        <Waiting blocks={2} />
      </main>
    );
  return (
    <main className="page c-page c-wide">
      <ShopHead shop={target.data.shop} />
      {counted ? null : (
        <p className="c-own" role="status">
          {t("customer.offer.own")}
        </p>
      )}
      <Open target={target.data} />
    </main>
  );
}
