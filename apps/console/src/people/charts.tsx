import type { Profile } from "@zhongshu/people/contract";
import { Button, Card } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export function Rfm({ rfm }: { readonly rfm: Profile["rfm"] }): ReactElement | null {
  const { t } = useTranslation();
  if (rfm === null) return null;
  return (
    <div className="rfm">
      <span className="faint">
        {t("people.rfm")} · {t("people.rfmHint")}
      </span>
      {(["r", "f", "m"] as const).map((key) => (
        <div key={key} role="img" aria-label={`${t(`people.${key}`)} ${rfm[key]}/5`}>
          <span>{t(`people.${key}`)}</span>
          {[1, 2, 3, 4, 5].map((step) => (
            <i key={step} className={step <= rfm[key] ? "on" : ""} />
          ))}
          <strong className="figures">{rfm[key]}</strong>
        </div>
      ))}
    </div>
  );
}

type InterestsProps = {
  readonly interests: Profile["interests"];
  readonly onOpen: (category: string) => void;
};

export function Interests({ interests, onOpen }: InterestsProps): ReactElement {
  const { t } = useTranslation();
  const most = interests[0]?.share ?? 1;
  return (
    <Card
      title={t("people.interests")}
      extra={<span className="faint">{t("people.interestsHint")}</span>}
    >
      {interests.length === 0 ? <p className="faint">{t("people.noInterests")}</p> : null}
      <ul className="bars">
        {interests.slice(0, 8).map(({ category, share }) => (
          <li key={category}>
            <span>{category}</span>
            <i style={{ inlineSize: percent((share / most) * 0.6) }} />
            <Button type="link" className="flush figures" onClick={() => onOpen(category)}>
              <strong>{percent(share)}</strong>
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type HoursProps = { readonly hours: Profile["hours"]; readonly onOpen: (hour: number) => void };

/** Twenty-four cells, the darker the livelier; each is read by pointing at it, and opens to its rows. */
export function Hours({ hours, onOpen }: HoursProps): ReactElement {
  const { t } = useTranslation();
  const most = Math.max(1, ...hours);
  return (
    <Card title={t("people.hours")}>
      <ol className="hours">
        {hours.map((n, hour) => {
          const label = t("people.hourAt", { hour, n });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour.
            <li key={hour}>
              <button
                type="button"
                title={label}
                aria-label={label}
                disabled={n === 0}
                onClick={() => onOpen(hour)}
                style={{ opacity: n === 0 ? 0.06 : 0.2 + (0.8 * n) / most }}
              />
              {hour % 6 === 0 ? <small className="figures">{hour}</small> : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
