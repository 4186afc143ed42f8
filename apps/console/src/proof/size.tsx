import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "@zhongshu/browser";
import { HoldOutShare } from "@zhongshu/reach/contract";
import { Alert, App, Button, Card, Input, Popconfirm } from "antd";
import { type ReactElement, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";

const MOST = 50;

/** A whole percentage within what is allowed; null for anything else, and for nothing. */
function percentOf(typed: string): number | null {
  const text = typed.trim();
  const percent = Number(text);
  return /^\d{1,3}$/.test(text) && percent <= MOST ? percent : null;
}

function useSave(shop: string) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (percent: number) =>
      send(HoldOutShare, "PUT", `/shops/${shop}/hold-out`, { share: percent / 100 }),
    onSuccess: () => {
      void message.success(t("proof.saved"));
      void queries.invalidateQueries({ queryKey: ["hold-out", shop] });
      // Another share ends the comparison that is shown beside it.
      void queries.invalidateQueries({ queryKey: ["programme", shop] });
    },
  });
}

type Props = { readonly shop: string; readonly share: number };

/** How many are never written to one by one; another number is asked about first, for it costs a comparison. */
export function Size({ shop, share }: Props): ReactElement {
  const { t } = useTranslation();
  const may = useMay("members.manage");
  const [typed, setTyped] = useState(String(Math.round(share * 100)));
  const save = useSave(shop);
  const percent = percentOf(typed);
  const same = percent === Math.round(share * 100);
  return (
    <Card title={t("proof.holdOut")}>
      <p className="soft">{t("proof.holdOutWhy")}</p>
      <p className="share">
        <Input
          inputMode="numeric"
          suffix="%"
          style={{ width: 90 }}
          disabled={!may}
          value={typed}
          status={percent === null ? "error" : ""}
          aria-label={t("proof.holdOut")}
          aria-invalid={percent === null}
          onChange={({ target }) => setTyped(target.value)}
        />{" "}
        <Popconfirm
          title={t("proof.sure", { n: percent ?? 0 })}
          description={t("proof.sureWhy")}
          okText={t("proof.save")}
          disabled={!may || percent === null || same}
          onConfirm={() => (percent === null ? undefined : save.mutate(percent))}
        >
          <Button
            type="primary"
            loading={save.isPending}
            disabled={!may || percent === null || same}
          >
            {t("proof.save")}
          </Button>
        </Popconfirm>
      </p>
      {percent === null ? (
        <Alert type="error" showIcon title={t("proof.whole", { most: MOST })} className="refusal" />
      ) : null}
      <Refusal error={save.error} />
      <p className="faint">{t(may ? "proof.holdOutNote" : "proof.holdOutAdmin")}</p>
    </Card>
  );
}
