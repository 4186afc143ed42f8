import type { Profile } from "@zhongshu/people/contract";
import { Card } from "antd";
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

export function Interests({
  interests,
}: {
  readonly interests: Profile["interests"];
}): ReactElement {
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
            <strong className="figures">{percent(share)}</strong>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Twenty-four cells, the darker the livelier; each can be read by pointing at it and by a screen reader. */
export function Hours({ hours }: { readonly hours: Profile["hours"] }): ReactElement {
  const { t } = useTranslation();
  const most = Math.max(1, ...hours);
  return (
    <Card title={t("people.hours")}>
      <ol className="hours">
        {hours.map((n, hour) => {
          const label = t("people.hourAt", { hour, n });
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the index is the hour.
            <li key={hour} title={label} aria-label={label}>
              <i style={{ opacity: n === 0 ? 0.06 : 0.2 + (0.8 * n) / most }} />
              {hour % 6 === 0 ? <small className="figures">{hour}</small> : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
