import { useMutation, useQueryClient } from "@tanstack/react-query";
import { moment, send } from "@zhongshu/browser";
import type { ImportRun } from "@zhongshu/ledger/contract";
import { Alert, Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { useShop } from "../frame/page.tsx";
import { Refusal } from "../states/failure.tsx";

/** Says that the columns are as they were chosen last, and lets the person have our own guess instead. */
export function Remembered({ run }: { readonly run: ImportRun }): ReactElement | null {
  const { t } = useTranslation();
  const shop = useShop();
  const queries = useQueryClient();
  const reset = useMutation({
    mutationFn: () => send(z.unknown(), "POST", `/shops/${shop}/imports/${run.id}/guess`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["imports", shop] }),
  });
  if (run.rememberedAt === null) return null;
  return (
    <>
      <Alert
        type="info"
        showIcon
        className="refusal"
        title={t("remembered.title")}
        description={t("remembered.hint", { at: moment(run.rememberedAt) })}
        action={
          <Button size="small" loading={reset.isPending} onClick={() => reset.mutate()}>
            {t("remembered.reset")}
          </Button>
        }
      />
      <Refusal error={reset.error} />
    </>
  );
}
