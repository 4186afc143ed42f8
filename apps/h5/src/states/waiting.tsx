import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

/** The shape of what is coming, so that nothing jumps when it is there. */
export function Waiting({ blocks }: { readonly blocks: number }): ReactElement {
  const { t } = useTranslation();
  const heights = Array.from({ length: blocks }, (_, i) => `block-${i}`);
  return (
    <div role="status" aria-label={t("state.loading")} className="waiting">
      {heights.map((key) => (
        <div className="panel" key={key}>
          <div className="bone bone-short" />
          <div className="bone bone-tall" />
          <div className="bone" />
          <div className="bone bone-half" />
        </div>
      ))}
    </div>
  );
}
