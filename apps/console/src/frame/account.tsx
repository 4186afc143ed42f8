import { useQueryClient } from "@tanstack/react-query";
import { phoneOf } from "@zhongshu/browser";
import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { signOut, useMe } from "../session/asks.ts";

export function Account(): ReactElement {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const queries = useQueryClient();
  const go = useNavigate();
  const leave = async () => {
    await signOut().catch(() => undefined);
    await go("/sign-in", { replace: true });
    queries.clear();
  };
  const other = i18n.language.startsWith("en") ? "zh-CN" : "en";
  return (
    <span className="account">
      <span className="figures faint phone">{phoneOf(me.data?.user.phone ?? "")}</span>
      <Button type="text" onClick={() => void i18n.changeLanguage(other)}>
        {t("frame.language")}
      </Button>
      <Button type="text" onClick={() => void leave()}>
        {t("frame.signOut")}
      </Button>
    </span>
  );
}
