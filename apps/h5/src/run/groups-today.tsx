import type { Preview } from "@zhongshu/reach/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { useLanguage } from "../words/i18n.ts";

/** What becomes of each group today; what is the same for several of them is said once, below. */
export function GroupsToday({
  groups,
}: {
  readonly groups: Preview["groups"];
}): ReactElement | null {
  const { t } = useTranslation();
  const language = useLanguage();
  if (groups.length === 0) return null;
  const left = groups.find(({ today }) => today === "held-out");
  return (
    <section className="groups-today">
      <ul>
        {groups.map(({ community, name, today, reason }) => (
          <li key={community} className={today}>
            <span>
              {name}
              {today === "stopped" && reason ? <small>{reason[language]}</small> : null}
            </span>
            <strong>{t(`run.today.${today}`)}</strong>
          </li>
        ))}
      </ul>
      <p className="faint">
        {t("run.ownLinks")} {left?.reason?.[language]}
      </p>
    </section>
  );
}
