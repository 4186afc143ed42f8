import { useMutation, useQueryClient } from "@tanstack/react-query";
import { send } from "@zhongshu/browser";
import { Me } from "@zhongshu/tenancy/contract";
import { Alert, Button, Popconfirm } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Shop } from "../session/asks.ts";
import { Refusal } from "../states/failure.tsx";
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

const demoOf = ({ shops }: Me): string => {
  const shop = shops.find(({ organisation }) => organisation.demo);
  return shop === undefined ? "/" : `/${shop.id}/overview`;
};

/** Opens a shop with made-up customers and orders, and goes there. */
export function OpenDemo(): ReactElement {
  const { t } = useTranslation();
  const opening = useDemo("/me/demo", demoOf);
  return (
    <div className="open-demo">
      <Button block loading={opening.isPending} onClick={() => opening.mutate()}>
        {t("demo.open")}
      </Button>
      <p className="faint">{t(opening.isPending ? "demo.opening" : "demo.openHint")}</p>
      <Refusal error={opening.error} />
    </div>
  );
}

/** Over every page of a demo: that it is one, and the way to be rid of it. */
export function DemoNote({ shop }: { readonly shop: Shop }): ReactElement | null {
  const { t } = useTranslation();
  const removing = useDemo("/me/demo/removed", () => "/");
  if (!shop.organisation.demo) return null;
  return (
    <>
      <Alert
        type="info"
        banner
        title={t("demo.banner")}
        action={
          <Popconfirm
            title={t("demo.sure")}
            description={t("demo.sureHint")}
            okText={t("demo.yes")}
            cancelText={t("demo.no")}
            okButtonProps={{ danger: true }}
            onConfirm={() => removing.mutateAsync().catch(() => undefined)}
          >
            <Button size="small" danger loading={removing.isPending}>
              {t("demo.remove")}
            </Button>
          </Popconfirm>
        }
      />
      <Refusal error={removing.error} />
    </>
  );
}
