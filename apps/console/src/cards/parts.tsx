import type { Card } from "@zhongshu/brain/contract";
import { dayName, price, until } from "@zhongshu/browser";
import { paidOf } from "@zhongshu/cards";
import { businessDay } from "@zhongshu/kernel";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Window } from "../goods/window.tsx";
import { useLanguage } from "../words/i18n.ts";

type Product = Card["product"];

function Price({ product }: { readonly product: Product }): ReactElement {
  const { t } = useTranslation();
  const paid = paidOf(product);
  if (paid === null) return <span className="faint">{t("goods.noPrice")}</span>;
  const { by, price: now } = paid;
  const { listPrice: list, memberPrice: member } = product;
  return (
    <span className="figures">
      {by === "list" ? null : <span className="faint">{t(`goods.${by}`)} </span>}
      <strong className="money">{price(now)}</strong>{" "}
      {by === "afterCoupon" && list !== null && list.minor > now.minor ? (
        <del className="faint">{price(list)}</del>
      ) : null}
      {member !== null && member.minor < now.minor ? (
        <small className="faint">
          {" "}
          {t("goods.member")} {price(member)}
        </small>
      ) : null}
      {by === "member" && list !== null ? (
        <small className="faint">
          {" "}
          {t("goods.others")} {price(list)}
        </small>
      ) : null}
    </span>
  );
}

export function ProductLine({ product }: { readonly product: Product }): ReactElement {
  const picture = product.pictures[0];
  return (
    <div className="product-line">
      {picture === undefined ? (
        <span className="picture" aria-hidden="true">
          {[...product.title].slice(0, 2).join("")}
        </span>
      ) : (
        <img className="picture" src={picture} alt={product.title} />
      )}
      <div>
        <strong>{product.title}</strong>
        <Price product={product} />
        <span>
          <Window product={product} />
        </span>
      </div>
    </div>
  );
}

export function Terms({ product }: { readonly product: Product }): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const coupon = product.afterCoupon;
  const valid =
    coupon?.validUntil == null
      ? ""
      : ` · ${t("goods.until", { at: until(coupon.validUntil, language) })}`;
  return (
    <p className="faint figures">
      {coupon === null ? null : `${coupon.condition[language]}${valid} · `}
      {t("goods.stock")} {product.stock ?? t("goods.unknown")}
      {product.stock === null || product.stockAt === null
        ? null
        : t("goods.stockAt", { day: dayName(businessDay(product.stockAt), language) })}
    </p>
  );
}
