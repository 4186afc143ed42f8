import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "@zhongshu/browser";
import { Me } from "@zhongshu/tenancy/contract";
import { Button, Dialog } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Shop } from "../session/asks.ts";
import { Failure } from "../states/failure.tsx";
import "./demo.css";

/** Who one is afterwards is what the page goes on with. */
function useDemo(path: string, after: (me: Me) => string) {
  const queries = useQueryClient();
  const go = useNavigate();
  return useMutation({
    mutationFn: () => send(Me, "POST", path),
    onSuccess: async (me) => {
      queries.setQueryData(["me"], me);
      await go(after(me), { replace: true });
    },
  });
}

const demoOf = ({ shops }: Me): string =>
  `/${shops.find(({ organisation }) => organisation.demo)?.id ?? ""}`;

/** Opens a shop with made-up customers and orders, and goes there. */
export function OpenDemo(): ReactElement {
  const { t } = useTranslation();
  const opening = useDemo("/me/demo", demoOf);
  if (opening.error) {
    return <Failure error={opening.error} onRetry={() => opening.mutate()} busy={false} />;
  }
  return (
    <div className="open-demo">
      <Button
        fill="outline"
        shape="rounded"
        loading={opening.isPending}
        onClick={() => opening.mutate()}
      >
        {t("demo.open")}
      </Button>
      <p className="faint">{t(opening.isPending ? "demo.opening" : "demo.hint")}</p>
    </div>
  );
}

/** That a shop is a demo, and the way to be rid of it. */
export function DemoNote({ shop }: { readonly shop: Shop }): ReactElement | null {
  const { t } = useTranslation();
  const removing = useDemo("/me/demo/removed", () => "/");
  if (!shop.organisation.demo) return null;
  const remove = async (): Promise<void> => {
    const sure = await Dialog.confirm({
      ...{ content: t("demo.sure"), confirmText: t("demo.yes"), cancelText: t("demo.no") },
    });
    if (sure) removing.mutate();
  };
  return (
    <>
      <p className="note between demo-note">
        <span>{t("demo.note")}</span>
        <button
          type="button"
          className="quiet"
          disabled={removing.isPending}
          onClick={() => void remove()}
        >
          {removing.isPending ? t("state.loading") : t("demo.remove")}
        </button>
      </p>
      {removing.error ? (
        <Failure error={removing.error} onRetry={() => removing.mutate()} busy={false} />
      ) : null}
    </>
  );
}
