import type { ImportRun } from "@zhongshu/ledger/contract";
import { Tag } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

const COLOURS = {
  mapped: "default",
  running: "processing",
  done: "success",
  failed: "error",
  cancelled: "warning",
  undoing: "processing",
  undone: "default",
} as const;

export function StateTag({
  run,
}: {
  readonly run: Pick<ImportRun, "state" | "dryRun">;
}): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Tag color={COLOURS[run.state]}>{t(`imports.stateOf.${run.state}`)}</Tag>
      {run.dryRun ? <Tag>{t("imports.dryRun")}</Tag> : null}
    </>
  );
}
