import { Refused } from "@zhongshu/browser";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

/** Why what was pressed did not happen; nothing where it did. */
export function Refusal({ error }: { readonly error: Error | null }): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (error === null) return null;
  return (
    <p className="refusal" role="alert">
      {error instanceof Refused ? error.text.message[language] : t("state.unexpected")}
    </p>
  );
}
