import type { Card } from "@zhongshu/brain/contract";
import { dayName, price, until, when } from "@zhongshu/browser";
import { paidOf } from "@zhongshu/cards";
import { businessDay } from "@zhongshu/kernel";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

type Product = Card["product"];

/** The price that the copy states, by name, and for a coupon the list price it is struck from. */
export function paid(product: Product) {
  const { by, price: now } = paidOf(product) ?? { by: "list", price: null };
  return { key: by, now, was: by === "afterCoupon" ? product.listPrice : null } as const;
}

export function Price({ product }: { readonly product: Product }): ReactElement {
  const { t } = useTranslation();
  const { key, now, was } = paid(product);
  const { memberPrice: member, listPrice: list } = product;
  if (now === null) return <span className="faint">{t("product.unpriced")}</span>;
  return (
    <span className="price figures">
      {key === "list" ? null : <em>{t(`product.${key}`)}</em>}
      <strong>{price(now)}</strong>
      {was !== null && was.minor > now.minor ? <del>{price(was)}</del> : null}
      {member !== null && member.minor < now.minor ? (
        <small>
          {t("product.member")} {price(member)}
        </small>
      ) : null}
      {key === "member" && list !== null ? (
        <small>
          {t("product.others")} {price(list)}
        </small>
      ) : null}
    </span>
  );
}

export function Window({ product }: { readonly product: Product }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const { stage, opensAt, closesAt } = product;
  const at = stage === "preview" ? opensAt : closesAt;
  const time = {
    opens: opensAt === null ? "" : when(opensAt, language),
    closes: closesAt === null ? "" : until(closesAt, language),
  };
  return (
    <span className="window figures">
      <em className={`stage ${stage}`}>{t(`product.stage.${stage}`)}</em>
      {at === null && stage !== "always"
        ? t("product.window.unset")
        : t(`product.window.${stage}`, time)}
    </span>
  );
}

export function Picture({ product }: { readonly product: Product }): ReactElement {
  const { t } = useTranslation();
  const first = product.pictures[0];
  if (first !== undefined)
    return <img className="picture" src={first} alt={product.title} loading="lazy" />;
  return (
    <span className="picture blank" role="img" aria-label={t("product.noPicture")}>
      {[...product.title].slice(0, 2).join("")}
    </span>
  );
}

export function ProductLine({ product }: { readonly product: Product }): ReactElement {
  return (
    <div className="product-line">
      <Picture product={product} />
      <div>
        <h3>{product.title}</h3>
        <Price product={product} />
        <Window product={product} />
      </div>
    </div>
  );
}

/** The conditions under which the price holds, and what is left. */
export function Terms({ product }: { readonly product: Product }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const coupon = product.afterCoupon;
  return (
    <ul className="terms figures">
      {coupon === null ? null : (
        <li>
          {coupon.condition[language]}
          {coupon.validUntil === null
            ? null
            : ` · ${t("product.until", { at: until(coupon.validUntil, language) })}`}
        </li>
      )}
      <li>
        {product.stock === null
          ? t("product.stockUnknown")
          : t("product.stock", { n: product.stock })}
        {product.stock === null || product.stockAt === null
          ? null
          : ` · ${t("product.stockAt", { day: dayName(businessDay(product.stockAt), language) })}`}
      </li>
    </ul>
  );
}
