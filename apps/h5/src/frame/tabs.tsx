import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { NavLink, useParams } from "react-router";
import "./tabs.css";

const PLACES = [
  { key: "today", to: "", mark: "M4 13h6l2-8 3 14 2-6h3" },
  { key: "commission", to: "/commission", mark: "M12 3v18M7 8l5 5 5-5M7 13h10M7 17h10" },
  { key: "people", to: "/people", mark: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4 21a8 8 0 0 1 16 0" },
  { key: "runs", to: "/runs", mark: "M4 12 20 4l-4 16-4-7-8-1Z" },
] as const;

/** The four places of a shop, within reach of the thumb. */
export function Tabs(): ReactElement {
  const { t } = useTranslation();
  const { shop = "" } = useParams();
  return (
    <nav className="tabs" aria-label={t("tabs.label")}>
      {PLACES.map(({ key, to, mark }) => (
        <NavLink key={key} to={`/${shop}${to}`} end>
          <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path d={mark} />
          </svg>
          {t(`tabs.${key}`)}
        </NavLink>
      ))}
    </nav>
  );
}
