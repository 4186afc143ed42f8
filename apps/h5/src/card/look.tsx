import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";

/** Where the code on a picture leads a customer: which product, and to ask the owner. It states no price. */
export function Look(): ReactElement {
  const { t } = useTranslation();
  const [query] = useSearchParams();
  return (
    <section className="state calm">
      <span className="state-mark" aria-hidden="true">
        ♡
      </span>
      <h1>{query.get("title")?.slice(0, 80) ?? t("look.unknown")}</h1>
      <h2>{t("look.title")}</h2>
      <p>{t("look.next")}</p>
    </section>
  );
}
