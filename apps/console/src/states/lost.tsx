import { Button, Result } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

type Props = { readonly why?: "lost" | "denied" };

export function Lost({ why = "lost" }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <Result
      status={why === "lost" ? "404" : "403"}
      title={t(`state.${why}`)}
      subTitle={t(`state.${why}Next`)}
      extra={
        <Link to="/">
          <Button type="primary">{t("state.home")}</Button>
        </Link>
      }
    />
  );
}
