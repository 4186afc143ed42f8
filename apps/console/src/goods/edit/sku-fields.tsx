import type { Product } from "@zhongshu/goods/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Field } from "../../forms/field.tsx";
import { currencyOf, type Flaws, type SkuDraft } from "./draft.ts";

type Props = {
  readonly sku: Product["skus"][number];
  readonly typed: SkuDraft | undefined;
  readonly flaws: Flaws;
  readonly onChange: (typed: SkuDraft) => void;
};

export function SkuFields({ sku, typed, flaws, onChange }: Props): ReactElement | null {
  const { t } = useTranslation();
  if (typed === undefined) return null;
  const currency = currencyOf(sku);
  const field = (name: keyof SkuDraft) => {
    const flaw = flaws[`${sku.id}.${name}`];
    return {
      id: `${sku.id}-${name}`,
      value: typed[name],
      fault: flaw === undefined ? undefined : t(`edit.flaw.${flaw}`),
      onChange: (text: string) => onChange({ ...typed, [name]: text }),
    };
  };
  const unit = {
    suffix: currency === "CNY" ? t("edit.yuan") : currency,
    inputMode: "decimal",
  } as const;
  return (
    <>
      <div className="fields pair">
        <Field {...field("list")} {...unit} label={t("goods.list")} />
        <Field {...field("member")} {...unit} label={t("goods.member")} />
        <Field {...field("stock")} label={t("goods.stock")} inputMode="numeric" />
      </div>
      <div className="fields">
        <Field {...field("coupon")} {...unit} label={t("goods.afterCoupon")} />
        <Field
          {...field("condition")}
          label={t("edit.condition")}
          placeholder={t("edit.conditionHint")}
          maxLength={200}
        />
        <Field {...field("couponUntil")} type="datetime-local" label={t("edit.couponUntil")} />
      </div>
      <p className="faint">{t("edit.priceHint")}</p>
    </>
  );
}
