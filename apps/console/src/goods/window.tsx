import { until, when } from "@zhongshu/browser";
import type { Product, SaleStage } from "@zhongshu/goods/contract";
import { Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

const COLOURS: Readonly<Record<SaleStage, string>> = {
  preview: "gold",
  open: "volcano",
  encore: "volcano",
  ended: "default",
  always: "green",
};

type Props = { readonly product: Pick<Product, "stage" | "opensAt" | "closesAt"> };

export function Window({ product: { stage, opensAt, closesAt } }: Props): ReactElement {
  const { t } = useTranslation();
  const language = useLanguage();
  const opening = stage === "preview";
  const at = opening ? opensAt : closesAt;
  return (
    <>
      <Tag color={COLOURS[stage]}>{t(`goods.stage.${stage}`)}</Tag>
      {at === null ? null : (
        <span className="faint figures">
          {opening
            ? t("goods.opens", { at: when(at, language) })
            : t("goods.closes", { at: until(at, language) })}
        </span>
      )}
    </>
  );
}
