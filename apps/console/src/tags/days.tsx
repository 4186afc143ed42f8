import { whole } from "@zhongshu/browser";
import type { Tag, TagDays } from "@zhongshu/people/contract";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import { Loaded } from "../states/loaded.tsx";
import { useLanguage } from "../words/i18n.ts";
import { useTagDays } from "./asks.ts";

const WIDE = 320;
const HIGH = 90;
export const LINES = 5;

type Day = TagDays["days"][number];

/** One line a value over the days; every point can be read by pointing at it. */
function Lines({ tag, days }: { readonly tag: Tag; readonly days: readonly Day[] }): ReactElement {
  const language = useLanguage();
  const dates = [...new Set(days.map(({ day }) => day))];
  const most = Math.max(1, ...days.map(({ people }) => people));
  const x = (day: string) => (dates.indexOf(day) / Math.max(1, dates.length - 1)) * (WIDE - 8) + 4;
  const y = (people: number) => HIGH - 4 - (people / most) * (HIGH - 12);
  return (
    <svg
      className="tag-days"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      role="img"
      aria-label={tag.name[language]}
    >
      {tag.values.map(({ key, name }, i) => {
        const own = days.filter(({ value }) => value === key);
        return (
          <g key={key} className={`line-${i % LINES}`}>
            <polyline
              fill="none"
              points={own.map(({ day, people }) => `${x(day)},${y(people)}`).join(" ")}
            />
            {own.map(({ day, people }) => (
              <circle key={day} cx={x(day)} cy={y(people)} r={2.5}>
                <title>{`${name[language]} ${day} ${whole(people)}`}</title>
              </circle>
            ))}
          </g>
        );
      })}
    </svg>
  );
}

export function Days({ shop, tag }: { readonly shop: string; readonly tag: Tag }): ReactElement {
  const { t } = useTranslation();
  return (
    <Loaded query={useTagDays(shop, tag.key)}>
      {({ days }) =>
        new Set(days.map(({ day }) => day)).size < 2 ? (
          <p className="faint">{t("tags.noDays")}</p>
        ) : (
          <>
            <p className="faint">{t("tags.days")}</p>
            <Lines tag={tag} days={days} />
          </>
        )
      }
    </Loaded>
  );
}
