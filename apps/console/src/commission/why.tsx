import { amount, moment } from "@zhongshu/browser";
import { KIND_OF, type Statement } from "@zhongshu/insight/contract";
import { Button, Card } from "antd";
import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";

type Props = { readonly found: Statement; readonly open: (kind: string) => void };

function useDifference({ earned, before, currency }: Statement): string {
  const { t } = useTranslation();
  const minor = earned - before.earned;
  if (minor === 0) return t("commission.same");
  const by = amount({ minor: Math.abs(minor), currency });
  return t(minor > 0 ? "commission.more" : "commission.less", { by });
}

function Reasons({ found, open }: Props): ReactElement | null {
  const { t } = useTranslation();
  const { reasons, before, currency, earned } = found;
  if (reasons.length === 0) return null;
  return (
    <>
      <h3>{t(earned < before.earned ? "commission.whyLess" : "commission.whyMore")}</h3>
      {reasons.map(({ key, minor }) => (
        <div key={key} className="between">
          <span>{t(`commission.reasonOf.${key}`)}</span>
          <span className="figures">
            {minor > 0 ? "+" : ""}
            {amount({ minor, currency })}{" "}
            <Button type="link" size="small" onClick={() => open(KIND_OF[key])}>
              {t("commission.seeRows")}
            </Button>
          </span>
        </div>
      ))}
      <p className="faint">
        {t("commission.against", { from: moment(before.from), until: moment(before.until) })}
      </p>
    </>
  );
}

/** What the month earned, against the month before, and why. */
export function Why({ found, open }: Props): ReactElement {
  const { t } = useTranslation();
  const difference = useDifference(found);
  return (
    <Card>
      <span className="faint">{t("commission.earned", { month: found.month })}</span>
      <div className="figures" style={{ fontSize: 28 }}>
        {amount({ minor: found.earned, currency: found.currency })}
      </div>
      <p className="faint">{t("commission.earnedHint")}</p>
      <p className="figures">
        {t("commission.than")} {difference}
      </p>
      <Reasons found={found} open={open} />
    </Card>
  );
}
