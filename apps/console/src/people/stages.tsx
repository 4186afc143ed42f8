import type { Stage } from "@zhongshu/people/contract";
import { Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

const COLOURS: Readonly<Record<Stage, string>> = {
  visitor: "default",
  new: "blue",
  active: "green",
  silent: "gold",
  lost: "red",
};

/** Where a customer stands; or that they do not want to be judged by their record. */
export function StageTag({ stage }: { readonly stage: Stage | null }): ReactElement {
  const { t } = useTranslation();
  return stage === null ? (
    <Tag>{t("people.stage.plain")}</Tag>
  ) : (
    <Tag color={COLOURS[stage]}>{t(`people.stage.${stage}`)}</Tag>
  );
}
