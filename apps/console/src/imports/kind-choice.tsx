import { ImportKind, type ImportRun } from "@zhongshu/ledger/contract";
import { Select } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "../states/failure.tsx";
import type { Steering } from "./asks.ts";

type Props = { readonly run: ImportRun; readonly steering: Steering };

/** What the file is taken for; another choice reads its columns anew. */
export function KindChoice({ run, steering }: Props): ReactElement {
  const { t } = useTranslation();
  const { takeAs } = steering;
  return (
    <>
      <div className="origin">
        <label htmlFor="import-kind">
          {t("lists.kind")}
          <Select
            id="import-kind"
            value={run.kind}
            loading={takeAs.isPending}
            options={ImportKind.options.map((kind) => ({
              value: kind,
              label: t(`lists.kindOf.${kind}`),
            }))}
            onChange={(kind) => takeAs.mutate(kind)}
          />
          <small className="faint">{t("lists.kindHint")}</small>
        </label>
      </div>
      <Refusal error={takeAs.error} />
    </>
  );
}
