import { Button } from "antd-mobile";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

export function Lost(): ReactElement {
  const { t } = useTranslation();
  const go = useNavigate();
  return (
    <section className="state">
      <span className="state-mark" aria-hidden="true">
        ?
      </span>
      <h2>{t("state.lost")}</h2>
      <p>{t("state.lostNext")}</p>
      <Button color="primary" shape="rounded" onClick={() => go("/")}>
        {t("state.home")}
      </Button>
    </section>
  );
}
