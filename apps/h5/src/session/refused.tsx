import { Refused } from "@zhongshu/browser";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

/** Under a field: what was wrong with it and what to do, or nothing. */
export function FieldRefusal({ error }: { readonly error: Error | null }): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (error === null) return null;
  const text = error instanceof Refused ? error.text : null;
  return (
    <p className="refusal" role="alert">
      {text ? text.message[language] : t("state.unexpected")}
      <span>{text ? text.next[language] : t("state.unexpectedNext")}</span>
    </p>
  );
}
