import { Button } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useMay } from "../session/asks.ts";

/** The way from an empty list to what fills it; nothing for who may not import. */
export function ImportButton({ shop }: { readonly shop: string }): ReactElement | null {
  const { t } = useTranslation();
  if (!useMay("imports.run")) return null;
  return (
    <Link to={`/${shop}/imports`}>
      <Button type="primary">{t("overview.start")}</Button>
    </Link>
  );
}
